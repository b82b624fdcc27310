/**
 * Saving while a person types.
 *
 * Unikey sends Backspaces and new letters and fires no composition events; the engine of Windows
 * does compose. So: save after a second of quiet, unless something is being composed, and at once
 * when the field is left. The field's own text is only read, never written. Text is saved as NFC.
 */
import { openFields } from './open-fields';

/** How a field stands. */
export type SaveState = 'saved' | 'dirty' | 'saving' | 'failed';

/** Quiet before saving, in milliseconds. */
const QUIET = 1000;

type Element = HTMLInputElement | HTMLTextAreaElement;

/** Saves one field's text. `save` answers whether it was kept; what was not kept is tried again. */
export class Autosave {
  state = $state<SaveState>('saved');

  #pending: string | null = null;
  #composing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();
  readonly #save: (text: string) => Promise<boolean>;

  constructor(save: (text: string) => Promise<boolean>) {
    this.#save = save;
  }

  /** Takes the text as it stands now and waits for quiet. */
  note(text: string): void {
    this.#pending = text;
    this.state = 'dirty';
    clearTimeout(this.#timer);
    if (!this.#composing) this.#timer = setTimeout(() => void this.flush(), QUIET);
  }

  /** Saves now what is not saved yet; resolves when it is, or has failed. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running = this.#running.then(() => this.#write());
    return this.#running;
  }

  async #write(): Promise<void> {
    if (this.#pending === null) return;
    const text = this.#pending;
    this.#pending = null;
    this.state = 'saving';
    const kept = await this.#save(text.normalize('NFC')).catch(() => false);
    if (this.#pending !== null) {
      this.state = 'dirty';
    } else if (kept) {
      this.state = 'saved';
    } else {
      this.#pending = text;
      this.state = 'failed';
    }
  }

  /** For `{@attach autosave.attach}` on an input or textarea. */
  attach = (element: Element): (() => void) => {
    const input = () => this.note(element.value);
    const begin = () => {
      this.#composing = true;
      clearTimeout(this.#timer);
    };
    const end = () => {
      this.#composing = false;
      this.note(element.value);
    };
    const leave = () => {
      this.#composing = false;
      void this.flush();
    };
    const forget = openFields.add(() => this.flush());
    element.addEventListener('input', input);
    element.addEventListener('compositionstart', begin);
    element.addEventListener('compositionend', end);
    element.addEventListener('blur', leave);
    return () => {
      element.removeEventListener('input', input);
      element.removeEventListener('compositionstart', begin);
      element.removeEventListener('compositionend', end);
      element.removeEventListener('blur', leave);
      forget();
      this.#composing = false;
      void this.flush();
    };
  };
}
