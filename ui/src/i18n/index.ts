/** Every sentence people see, in Vietnamese, by the place where it is shown. */
import { campaigns } from './vi/campaigns';
import { common } from './vi/common';
import { derived } from './vi/derived';
import { evidence } from './vi/evidence';
import { minutes } from './vi/minutes';
import { office } from './vi/office';
import { places } from './vi/places';
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
  evidence,
};
