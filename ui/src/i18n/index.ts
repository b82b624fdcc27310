/** Every sentence people see, in Vietnamese, by the place where it is shown. */
import { around } from './vi/around';
import { campaigns } from './vi/campaigns';
import { common } from './vi/common';
import { derived } from './vi/derived';
import { grid } from './vi/grid';
import { minutes } from './vi/minutes';
import { office } from './vi/office';
import { places } from './vi/places';
import { rates } from './vi/rates';
import { registers } from './vi/registers';
import { start } from './vi/start';
import { visit } from './vi/visit';

export const t = {
  ...common,
  start,
  ...campaigns,
  ...office,
  ...places,
  visit,
  around,
  minutes,
  derived,
  grid,
  rates,
  registers,
};
