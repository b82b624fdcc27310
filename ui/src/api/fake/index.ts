/** A small engine for development and browser tests. Never imported by what ships. */
import { aroundCommands, lookBack } from './around';
import { officeCommands } from './office';
import { paperCommands } from './papers';
import { placeCommands } from './places';
import { fillStaff, registerCommands } from './registers';
import { visitCommands } from './visits';
import { cauTre, newVisit, workThrough, world } from './world';

const COMMANDS: Record<string, (args: never) => unknown> = {
  ...officeCommands,
  ...visitCommands,
  ...aroundCommands,
  ...paperCommands,
  ...placeCommands,
  ...registerCommands,
  'plugin:dialog|save': (a: { options: { defaultPath?: string } }) =>
    `/tmp/${a.options.defaultPath ?? 'tep'}`,
  'plugin:webview|set_webview_zoom': () => null,
};

function copy(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

/**
 * Plays the engine. `state` is `fresh`, `locked`, `open` (default) or `damaged`; `empty` leaves out
 * the worked campaign; `staff=2000` fills a register, `refuse` lets no row be saved.
 */
export function play(options: URLSearchParams): void {
  world.state = (options.get('state') ?? 'open') as typeof world.state;
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
    fillStaff(visit.id, Number(options.get('staff') ?? 0));
  }
  world.refuse = options.has('refuse');
  const invoke = async (command: string, args: unknown): Promise<unknown> => {
    const act = COMMANDS[command];
    if (!act) return Promise.reject(`nobody plays ${command}`);
    // Only what JSON carries crosses the border, as in the window.
    return copy(act(copy(args ?? {}) as never));
  };
  Object.assign(window, {
    __TAURI_INTERNALS__: {
      invoke,
      convertFileSrc: (path: string, protocol: string) => `http://${protocol}.localhost/${path}`,
    },
  });
}
