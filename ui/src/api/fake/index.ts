/** A small engine for development and browser tests. Never imported by what ships. */
import { evidenceCommands, takeIn } from './evidence';
import { officeCommands } from './office';
import { paperCommands } from './papers';
import { placeCommands } from './places';
import { visitCommands } from './visits';
import { cauTre, newVisit, workThrough, world } from './world';

const COMMANDS: Record<string, (args: never) => unknown> = {
  ...officeCommands,
  ...visitCommands,
  ...evidenceCommands,
  ...paperCommands,
  ...placeCommands,
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
 * the worked campaign.
 */
export function play(options: URLSearchParams): void {
  world.state = (options.get('state') ?? 'open') as typeof world.state;
  if (world.state === 'fresh') world.person = null;
  if (!options.has('empty') && world.state !== 'fresh') {
    const campaign = cauTre(false);
    world.campaigns.push(campaign);
    const visit = newVisit(campaign.id, 'u-cau-tre', '2022-09-15', 'planned');
    workThrough(visit);
    world.visits.push(visit);
  }
  const invoke = async (command: string, args: unknown, options?: Options): Promise<unknown> => {
    if (args instanceof Uint8Array) {
      takeIn(options?.headers?.['upload'] ?? '', args);
      return null;
    }
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
