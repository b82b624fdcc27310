/** The emergency pad: the sheet at hand, and what was kept before. */
import { commands, type Failure, type PadNoteView } from '$/api';
import { rooted } from '$/frame/rooted.svelte';
import { openFields } from '$/parts/open-fields';
import { Unsaved } from '$/parts/unsaved.svelte';

/** One sheet being written. It outlives the dialog, so that closing it loses nothing. */
export class PadSheet {
  text = $state('');
  /** When it was last on the disk: `10:19:42`. */
  savedAt = $state('');
  /** Why nothing can be kept here at all, found out before the first word. */
  refusal = $state.raw<Failure | null>(null);
  /** The number of the sheet, once it is begun. */
  id = $state('');
  readonly unsaved = new Unsaved<string>((text) => this.#write(text));

  /** What to tell: why this cannot be kept, or why the last try failed. */
  get failure(): Failure | null {
    return this.unsaved.failure ?? this.refusal;
  }

  /** Finds out whether anything can be kept. */
  async begin(): Promise<Failure | null> {
    if (this.id !== '') return null;
    const answer = await commands.beginPadSheet();
    this.refusal = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'ok') this.id = answer.data;
    return this.refusal;
  }

  type(text: string): void {
    this.text = text;
    this.unsaved.note(text);
  }

  /** Tries again what failed. */
  retry(): Promise<void> {
    return this.unsaved.state === 'failed' ? this.unsaved.flush() : Promise.resolve();
  }

  async #write(text: string): Promise<Failure | null> {
    const refused = await this.begin();
    if (refused) return refused;
    const answer = await commands.writePadSheet(this.id, text);
    if (answer.status === 'error') return answer.error;
    this.savedAt = answer.data;
    return null;
  }
}

/** The pad of this run of the program. */
export class Pad {
  sheet = $state.raw(new PadSheet());
  notes = $state.raw<PadNoteView[]>([]);
  unreadable = $state(0);
  failure = $state.raw<Failure | null>(null);
  /** Notes that wait to be put somewhere. The sheet being written is not one of them. */
  readonly waiting = $derived(
    this.notes.filter((note) => !note.away && note.sheet !== this.sheet.id),
  );
  readonly away = $derived(this.notes.filter((note) => note.away));

  constructor() {
    openFields.add(() => this.sheet.unsaved.flush());
  }

  /** Keeps the sheet at hand and takes a new one. Stays on it while it is not kept. */
  async turn(): Promise<void> {
    await this.sheet.unsaved.flush();
    if (this.sheet.unsaved.state !== 'saved') return;
    this.sheet = rooted(() => new PadSheet());
    await this.sheet.begin();
  }

  /** Reads what was kept; only the open store can. */
  async load(): Promise<void> {
    const answer = await commands.padNotes();
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'error') return;
    this.notes = answer.data.notes;
    this.unreadable = answer.data.unreadable;
  }

  /** The store was locked: what it had read is forgotten. */
  forget(): void {
    this.notes = [];
    this.unreadable = 0;
  }

  /** Puts a note away, or takes it out again; answers why not, or `null`. */
  async putAway(note: PadNoteView, away: boolean): Promise<Failure | null> {
    const answer = await commands.putPadNoteAway(note.sheet, away);
    if (answer.status === 'error') return answer.error;
    await this.load();
    return null;
  }

  /** Adds a note to that of an item; answers why not, or `null`. */
  async putInto(note: PadNoteView, visit: string, item: string): Promise<Failure | null> {
    await openFields.flush();
    const answer = await commands.padNoteToItem(note.sheet, visit, item);
    if (answer.status === 'error') return answer.error;
    await this.load();
    return null;
  }
}

export const pad = rooted(() => new Pad());
