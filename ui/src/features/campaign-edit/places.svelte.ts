/** Communes of the dated list: those the units of a campaign are, and those that typing may mean. */
import { SvelteMap } from 'svelte/reactivity';

import { commands, type PlaceView } from '$/api';

/** The communes that the form has met, by id. */
export class Places {
  readonly #known = new SvelteMap<string, PlaceView>();

  constructor(ids: string[]) {
    void this.#learn(ids.filter((id) => id !== ''));
  }

  find(id: string): PlaceView | undefined {
    return this.#known.get(id);
  }

  keep(place: PlaceView): void {
    this.#known.set(place.id, place);
  }

  async #learn(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const answer = await commands.knownPlaces(ids);
    // Without them the form only shows fewer words below a name.
    if (answer.status === 'ok') for (const place of answer.data) this.keep(place);
  }
}

/** Quiet before asking, in milliseconds. */
const QUIET = 120;

/** Suggestions while one name is typed; answers to what was typed before are dropped. */
export class Suggestions {
  list = $state.raw<PlaceView[]>([]);
  /** Which one Enter would choose; none before an arrow is pressed. */
  at = $state(-1);
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  get chosen(): PlaceView | undefined {
    return this.list[this.at];
  }

  type(text: string, near: string, day: string): void {
    this.#text = text.normalize('NFC').trim();
    clearTimeout(this.#timer);
    if (this.#text.length < 2) this.close();
    else this.#timer = setTimeout(() => void this.#ask(this.#text, near, day), QUIET);
  }

  move(step: 1 | -1): void {
    const count = this.list.length;
    if (count === 0) return;
    this.at = this.at < 0 && step < 0 ? count - 1 : (this.at + step + count) % count;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#text = '';
    this.list = [];
    this.at = -1;
  }

  async #ask(text: string, near: string, day: string): Promise<void> {
    const answer = await commands.suggestPlaces(text, near, day);
    if (text !== this.#text) return;
    this.at = -1;
    // Nobody loses anything without suggestions: the name may always be typed in full.
    this.list = answer.status === 'ok' ? answer.data : [];
  }
}
