/** The registers of a visit: which there are, the open one with its rows, and what follows from it. */
import {
  commands,
  type Failure,
  type FilledDecisionsView,
  type RegisterFollows,
  type RegisterSummaryView,
  type RegisterView,
  type Result,
  type SentenceView,
  type VisitView,
} from '$/api';
import { t } from '$/i18n';
import { Grid } from '$/parts/grid/grid.svelte';
import { Sheet, type GridChange, type GridSaved } from '$/parts/grid/sheet.svelte';
import { toasts } from '$/parts/toasts.svelte';

import { wasStopped, Work } from './work.svelte';

const NOTHING: RegisterFollows = { figures: [], sentences: [] };

export class Registers {
  readonly visit: string;
  view = $state.raw<VisitView | null>(null);
  list = $state.raw<RegisterSummaryView[]>([]);
  book = $state.raw<RegisterView | null>(null);
  grid = $state.raw<Grid | null>(null);
  follows = $state.raw<RegisterFollows>(NOTHING);
  failure = $state.raw<Failure | null>(null);
  /** Writing many rows, or taking that back. */
  readonly work = new Work();

  constructor(visit: string) {
    this.visit = visit;
  }

  readonly sheet = $derived(this.grid?.sheet ?? null);

  get unsaved(): boolean {
    return this.sheet?.unsaved ?? false;
  }

  /** Reads the visit and its registers, and opens one: the one named, or the first. */
  async load(register: string): Promise<void> {
    await this.#read();
    const wanted = this.list.find((one) => one.id === register) ?? this.list[0];
    if (wanted) await this.open(wanted.id);
  }

  async #read(): Promise<void> {
    const [view, list] = await Promise.all([
      commands.visit(this.visit),
      commands.registers(this.visit),
    ]);
    this.failure = this.#failed(view) ?? this.#failed(list);
    if (view.status === 'ok') this.view = view.data;
    if (list.status === 'ok') this.list = list.data;
  }

  /** Shows none; what is typed in the open one is saved, or stays with what could not be saved. */
  async close(): Promise<void> {
    await this.flush();
    if (this.unsaved) return;
    this.book = null;
    this.grid = null;
    this.follows = NOTHING;
  }

  /** Reads the visit and which registers it has, and opens none. */
  async look(): Promise<void> {
    await this.#read();
  }

  /** Opens a register; what is typed in the one before is saved first. */
  async open(register: string): Promise<void> {
    await this.flush();
    if (this.unsaved || this.book?.id === register) return;
    const answer = await commands.register(this.visit, register);
    this.failure = this.#failed(answer);
    if (answer.status === 'error') return;
    const book = answer.data;
    this.book = book;
    this.follows = book.follows;
    this.grid = new Grid(
      new Sheet(book.fields, book.rows, (changes, name) => this.#save(book.id, changes, name)),
    );
  }

  flush(): Promise<void> {
    return this.grid?.flush() ?? Promise.resolve();
  }

  /** Takes the latest act back, or does it again; what is typed is saved first. */
  async takeBack(which: 'undo' | 'redo'): Promise<Failure | null> {
    this.grid?.commit();
    await this.flush();
    if (this.unsaved) return this.sheet?.failure ?? null;
    const answer = await this.work.during(commands[which](this.visit));
    if (answer.status === 'error') {
      if (!wasStopped(answer.error)) return answer.error;
      toasts.info(t.work.notTakenBack);
      return null;
    }
    this.view = answer.data;
    await this.again();
    return null;
  }

  /** Chooses one of several opinions on a cell, because of a reason. */
  async resolve(field: string, version: string, reason: string): Promise<Failure | null> {
    const answer = await commands.resolve(this.visit, field, version, reason);
    if (answer.status === 'error') return answer.error;
    this.view = answer.data;
    await this.again();
    return null;
  }

  /** Fills the register of decisions from the published list; the answer says what that did. */
  async fillDecisions(): Promise<Result<FilledDecisionsView>> {
    await this.flush();
    const answer = await commands.fillDecisions(this.visit);
    const view = await commands.visit(this.visit);
    if (view.status === 'ok') this.view = view.data;
    await this.again();
    return answer;
  }

  /** Whether the visit holds this very sentence as a finding. */
  noted(sentence: SentenceView, text: string): boolean {
    return (this.view?.findings ?? []).some(
      (finding) => finding.input.kind === sentence.kind && finding.input.text === text,
    );
  }

  /** Makes a finding of a sentence. */
  async note(sentence: SentenceView, text: string): Promise<Failure | null> {
    const answer = await commands.saveFinding(this.visit, null, {
      kind: sentence.kind,
      text,
      items: [sentence.item],
      openList: false,
      explanation: '',
      ruling: '',
      recommendation: await this.#recommendation(sentence),
      responsible: '',
      deadline: '',
    });
    if (answer.status === 'error') return answer.error;
    const { at, undo, findings, unshared } = answer.data;
    this.#stand({ lastSaved: at, undo, unshared });
    if (this.view && findings) this.view = { ...this.view, findings };
    return null;
  }

  /** The usual recommendation of the item, where it needs no completing. */
  async #recommendation(sentence: SentenceView): Promise<string> {
    if (sentence.kind !== 'shortcoming') return '';
    const offer = await commands.offerFinding(this.visit, sentence.item);
    const whole = offer.status === 'ok' && offer.data.recommendationMissing.length === 0;
    return whole ? offer.data.recommendation : '';
  }

  async #save(register: string, changes: GridChange[], name: string | null): Promise<GridSaved> {
    const answer = await this.work.during(
      commands.saveRegisterRows(this.visit, register, changes, name),
    );
    if (answer.status === 'error') {
      if (!wasStopped(answer.error)) return { failure: answer.error };
      toasts.info(t.work.notWritten);
      return { failure: null, stopped: true };
    }
    const { at, undo, unshared, ids, rows, follows } = answer.data;
    this.#stand({ lastSaved: at, undo, unshared });
    if (this.book?.id === register) this.follows = follows;
    const grown =
      changes.filter((one) => one.id === '').length - changes.filter((one) => one.remove).length;
    this.list = this.list.map((one) =>
      one.id === register ? { ...one, rows: one.rows + grown } : one,
    );
    return { failure: null, stopped: false, ids, rows };
  }

  /** The list and the open register as the store has them now; what is typed must have been saved. */
  async again(): Promise<void> {
    const [book, list] = await Promise.all([
      this.book ? commands.register(this.visit, this.book.id) : null,
      commands.registers(this.visit),
    ]);
    if (list.status === 'ok') this.list = list.data;
    if (!book || book.status === 'error') return;
    this.book = book.data;
    this.follows = book.data.follows;
    this.sheet?.take(book.data.rows);
  }

  #stand(now: Pick<VisitView, 'lastSaved' | 'undo' | 'unshared'>): void {
    // A new act ends what could be done again.
    if (this.view) this.view = { ...this.view, ...now, redo: '' };
  }

  #failed(answer: { status: 'ok' } | { status: 'error'; error: Failure }): Failure | null {
    return answer.status === 'error' ? answer.error : null;
  }
}
