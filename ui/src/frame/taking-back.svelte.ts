/** Undo and redo of this session at a visit, for screens beside the list of items. */
import { commands } from '$/api';
import { toasts } from '$/parts/toasts.svelte';

/** An act the bars offer. */
interface Offer {
  label: string;
  run: () => void;
}

export class TakingBack {
  #done = $state('');
  #undone = $state('');
  readonly #visit: string;
  /** Saves what is typed. */
  readonly #before: () => Promise<unknown>;
  /** Reads again what the screen shows. */
  readonly #after: () => Promise<unknown>;

  constructor(visit: string, before: () => Promise<unknown>, after: () => Promise<unknown>) {
    this.#visit = visit;
    this.#before = before;
    this.#after = after;
  }

  get undo(): Offer | null {
    return this.#done ? { label: this.#done, run: () => void this.#act('undo') } : null;
  }

  get redo(): Offer | null {
    return this.#undone ? { label: this.#undone, run: () => void this.#act('redo') } : null;
  }

  /** Asks what can be taken back and done again now; after every change of the screen's own. */
  async look(): Promise<void> {
    const answer = await commands.acts(this.#visit);
    if (answer.status === 'error') return;
    this.#done = answer.data.done[0]?.name ?? '';
    this.#undone = answer.data.undone[0]?.name ?? '';
  }

  async #act(which: 'undo' | 'redo'): Promise<void> {
    await this.#before();
    const answer = await commands[which](this.#visit);
    if (answer.status === 'error') toasts.failed(answer.error);
    else await this.#after();
    await this.look();
  }
}
