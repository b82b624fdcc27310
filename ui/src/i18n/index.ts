/** Every sentence people see, in Vietnamese, by the place where it is shown. */
import { campaigns } from './vi/campaigns';
import { common } from './vi/common';
import { derived } from './vi/derived';
import { dossiers } from './vi/dossiers';
import { grid } from './vi/grid';
import { minutes } from './vi/minutes';
import { office } from './vi/office';
import { places } from './vi/places';
import { rates } from './vi/rates';
import { registers } from './vi/registers';
import { sample } from './vi/sample';
import { start } from './vi/start';
import { visit } from './vi/visit';

export const t = {
  ...common,
  start,
  ...campaigns,
  ...office,
  ...places,
  visit,
  minutes,
  derived,
  grid,
  rates,
  registers,
  sample,
  dossiers,
};
