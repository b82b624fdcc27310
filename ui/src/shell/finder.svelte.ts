/** Asks the engine for what is typed, a little after typing stops; late answers are dropped. */
import { commands, type Failure, type SearchHit } from '$/api';

/** Quiet before asking, in milliseconds. */
const QUIET = 150;

/** The search behind the quick find. */
export class Finder {
  text = $state('');
  hits = $state.raw<SearchHit[]>([]);
  failure = $state.raw<Failure | null>(null);
  /** Which hit Enter would open. */
  at = $state(0);
  waiting = $state(false);

  readonly #visit: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(visit: string) {
    this.#visit = visit;
  }

  get chosen(): SearchHit | undefined {
    return this.hits[this.at];
  }

  type(text: string): void {
    this.text = text.normalize('NFC').trim();
    clearTimeout(this.#timer);
    this.waiting = this.text !== '';
    if (this.text === '') this.hits = [];
    else this.#timer = setTimeout(() => void this.#ask(this.text), QUIET);
  }

  move(step: number): void {
    const count = this.hits.length;
    if (count > 0) this.at = (this.at + step + count) % count;
  }

  async #ask(text: string): Promise<void> {
    const answer = await commands.search(text, this.#visit);
    if (text !== this.text) return;
    this.waiting = false;
    this.at = 0;
    this.failure = answer.status === 'error' ? answer.error : null;
    this.hits = answer.status === 'ok' ? answer.data : [];
  }
}
