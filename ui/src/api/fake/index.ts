/** A small engine for development and browser tests. Never imported by what ships. */
import { comfortCommands, playComfort } from './comfort';
import { checklistCommands, playChecklists } from './checklists';
import { consolidationCommands } from './consolidation';
import { aroundCommands, lookBack } from './around';
import { bring, delegationCommands, standBesideLeader } from './delegation';
import { evidenceCommands, takeIn } from './evidence';
import { followUpCommands, playFollowUp } from './follow-up';
import { officeCommands } from './office';
import { layoutCommands } from './layout';
import { noticeCommands } from './notice';
import { paperCommands } from './papers';
import { placeCommands } from './places';
import { bringPosted, procedureCommands } from './procedures';
import { disputeStaff, fillRegisters, fillStaff, registerCommands } from './registers';
import { tableCommands } from './tables';
import { playTokens, tokenCommands } from './tokens';
import { samplingCommands } from './sampling';
import { visitCommands } from './visits';
import { playWork, workCommands } from './work';
import { cauTre, lengthen, newVisit, workThrough, world } from './world';

const COMMANDS: Record<string, (args: never) => unknown> = {
  ...officeCommands,
  ...comfortCommands,
  ...checklistCommands,
  ...consolidationCommands,
  ...delegationCommands,
  ...visitCommands,
  ...aroundCommands,
  ...evidenceCommands,
  ...layoutCommands,
  ...noticeCommands,
  ...paperCommands,
  ...placeCommands,
  ...registerCommands,
  ...procedureCommands,
  ...tableCommands,
  ...tokenCommands,
  ...samplingCommands,
  ...workCommands,
  ...followUpCommands,
  'plugin:dialog|save': (a: { options: { defaultPath?: string } }) =>
    `/tmp/${a.options.defaultPath ?? 'tep'}`,
  'plugin:webview|set_webview_zoom': () => null,
};

interface Options {
  headers?: Record<string, string>;
}

function copy(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

/**
 * Plays the engine. `state` is `fresh`, `locked`, `open` (default) or `damaged`; `empty` leaves out
 * the worked campaign; `items=500` lengthens the checklist, `rows=9` fills every register,
 * `staff=2000` that of the staff, `disputed` makes its first row disputed, `posted` the procedures
 * on the wall; `refuse` lets no row be saved, `slow` makes many rows and a search take seconds.
 * `checklists` brings an own version of the checklist and a draft under way.
 * `arriving` has a colleague's laptop bring something; `deputy` has one keep the list of laptops. `demands` plays follow-up in every state; `token` remembers a USB token.
 * `theme`, `last` (a place to go back to), `tour` (not taken yet), `pad` (notes
 * on the emergency pad) and `nopad` (nothing can be kept on it) as they say.
 */
export function play(options: URLSearchParams): void {
  playTokens(options);
  world.state = (options.get('state') ?? 'open') as typeof world.state;
  lengthen(Number(options.get('items') ?? 0));
  if (world.state === 'fresh') world.person = null;
  if (!options.has('empty') && world.state !== 'fresh') {
    const campaign = cauTre(false);
    world.campaigns.push(campaign);
    const visit = newVisit(campaign.id, 'u-cau-tre', '2022-09-15', 'planned');
    workThrough(visit);
    if (options.has('around')) {
      campaign.input.rules = [{ item: 'CD-08', lack: 'not-answered', gravity: 'block' }];
      lookBack(visit);
    }
    world.visits.push(visit);
    fillRegisters(visit.id, Number(options.get('rows') ?? 0));
    if (options.has('staff')) fillStaff(visit.id, Number(options.get('staff')));
    if (options.has('disputed')) disputeStaff(visit.id);
  }
  if (options.has('posted')) bringPosted();
  if (options.has('checklists')) playChecklists();
  if (options.has('demands')) playFollowUp();
  if (options.has('arriving')) bring();
  if (options.has('deputy')) standBesideLeader();
  world.refuse = options.has('refuse');
  playComfort(options);
  playWork(options);
  const invoke = async (command: string, args: unknown, options?: Options): Promise<unknown> => {
    if (args instanceof Uint8Array) {
      takeIn(options?.headers?.['upload'] ?? '', args);
      return null;
    }
    const act = COMMANDS[command];
    if (!act) return Promise.reject(`nobody plays ${command}`);
    // Only what JSON carries crosses the border, as in the window.
    return copy(await act(copy(args ?? {}) as never));
  };
  Object.assign(window, {
    __TAURI_INTERNALS__: {
      invoke,
      convertFileSrc: (path: string, protocol: string) => `http://${protocol}.localhost/${path}`,
    },
  });
}
