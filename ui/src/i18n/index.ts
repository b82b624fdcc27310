/** Every sentence people see, in Vietnamese, by the place where it is shown. */
import { around } from './vi/around';
import { attendees } from './vi/attendees';
import { campaigns } from './vi/campaigns';
import { checklist } from './vi/checklist';
import { comfort } from './vi/comfort';
import { common } from './vi/common';
import { consolidation } from './vi/consolidation';
import { custody } from './vi/custody';
import { delegation } from './vi/delegation';
import { derived } from './vi/derived';
import { dossiers } from './vi/dossiers';
import { formulas } from './vi/formulas';
import { followUp } from './vi/follow-up';
import { grid } from './vi/grid';
import { evidence } from './vi/evidence';
import { layout } from './vi/layout';
import { minutes } from './vi/minutes';
import { invitation } from './vi/invitation';
import { network } from './vi/network';
import { notice } from './vi/notice';
import { office } from './vi/office';
import { places } from './vi/places';
import { procedures } from './vi/procedures';
import { rates } from './vi/rates';
import { registers } from './vi/registers';
import { sample } from './vi/sample';
import { signing } from './vi/signing';
import { start } from './vi/start';
import { tables } from './vi/tables';
import { visit } from './vi/visit';
import { work } from './vi/work';

export const t = {
  ...common,
  ...comfort,
  start,
  ...campaigns,
  ...office,
  ...places,
  checklist,
  consolidation,
  custody,
  delegation,
  visit,
  around,
  attendees,
  layout,
  minutes,
  invitation,
  network,
  notice,
  signing,
  derived,
  followUp,
  grid,
  rates,
  registers,
  procedures,
  tables,
  sample,
  dossiers,
  evidence,
  work,
  formulas,
};
