/**
 * Something a person entered that may not be in the store yet. It lives in the state of the screen
 * and not in a field, so that nothing is lost when the field goes away or saving fails.
 */

/** How something a person entered stands. */
export type SaveState = 'saved' | 'dirty' | 'saving' | 'failed';

/** Why something was not saved. */
interface Failure {
  code: string;
  message: string;
}

/** Quiet before saving, in milliseconds. */
export const QUIET = 1000;

/** One value on its way to the store. */
export class Unsaved<T> {
  state = $state<SaveState>('saved');
  /** Why the last attempt failed. */
  failure = $state.raw<Failure | null>(null);
  /** What the store does not have yet; `undefined` when it has everything. */
  value = $state.raw<T | undefined>(undefined);

  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();
  #composing = false;
  readonly #write: (value: T) => Promise<Failure | null>;
  readonly #whole: (value: T) => boolean;

  /**
   * `write` answers why the value was not kept, or `null`. A value that is not `whole` yet, e.g. one
   * of two counts, waits for the rest.
   */
  constructor(
    write: (value: T) => Promise<Failure | null>,
    whole: (value: T) => boolean = () => true,
  ) {
    this.#write = write;
    this.#whole = whole;
  }

  /** Takes a value and saves it after a second of quiet. */
  note(value: T): void {
    this.value = value;
    if (this.state !== 'saving') this.state = 'dirty';
    clearTimeout(this.#timer);
    if (!this.#composing) this.#timer = setTimeout(() => void this.flush(), QUIET);
  }

  /** Takes a value and saves it at once. */
  set(value: T): Promise<void> {
    this.value = value;
    return this.flush();
  }

  /** Saves what is not saved; resolves when it is, or has failed. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running = this.#running.then(() => this.#attempt());
    return this.#running;
  }

  /** While an input method composes, quiet does not count. */
  compose(composing: boolean): void {
    if (this.#composing === composing) return;
    this.#composing = composing;
    if (composing) clearTimeout(this.#timer);
    else if (this.value !== undefined) this.note(this.value);
  }

  async #attempt(): Promise<void> {
    const sent = this.value;
    if (sent === undefined) return;
    if (!this.#whole(sent)) {
      this.state = 'dirty';
      return;
    }
    this.state = 'saving';
    this.failure = await this.#write(sent);
    if (this.value !== sent) {
      this.state = 'dirty';
    } else if (this.failure) {
      this.state = 'failed';
    } else {
      this.value = undefined;
      this.state = 'saved';
    }
  }
}
