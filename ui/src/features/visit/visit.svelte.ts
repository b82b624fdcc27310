/**
 * The state of the visit screen: what the engine says, what is not saved yet, where the person is.
 */
import { SvelteMap } from 'svelte/reactivity';

import {
  commands,
  type AnswerView,
  type AreaView,
  type EvidenceView,
  type Failure,
  type ItemView,
  type PartValueView,
  type Result,
  type Saved,
  type VisitDetails,
  type VisitView,
} from '$/api';
import type { SaveState } from '$/parts/unsaved.svelte';

import { blankAnswer, blankPart, passes, type Filter } from './answers';
import { complete } from './figures/rate';
import { Typed } from './figures/typed.svelte';
import { Past } from './past/past.svelte';
import { Unsaved } from '$/parts/unsaved.svelte';

/** One visit as the screen works on it. */
export class Visit {
  readonly id: string;
  view = $state.raw<VisitView | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The area on screen. */
  area = $state('');
  /** The item that is open. */
  item = $state('');
  filter = $state<Filter>('all');
  /** What is known of the time before. */
  readonly past: Past;

  readonly #answers = new SvelteMap<string, AnswerView>();
  // Values of many kinds on their way to the store, by item and field.
  readonly #unsaved = new SvelteMap<string, Unsaved<never>>();
  readonly #typed: Record<string, Typed> = {};
  #turn: Promise<unknown> = Promise.resolve();

  constructor(id: string) {
    this.id = id;
    this.past = new Past(id);
  }

  /** Every area with every item, in the order of the checklist. */
  readonly areas = $derived<AreaView[]>(this.view?.areas ?? []);
  readonly items = $derived<ItemView[]>(this.areas.flatMap((area) => area.items));
  /** What the list shows: one area, or with a filter all areas that have something to show. */
  readonly shown = $derived.by<AreaView[]>(() => {
    if (this.filter === 'all') return this.areas.filter((area) => area.id === this.area);
    return this.areas
      .map((area) => ({ ...area, items: area.items.filter((item) => this.stays(item.id)) }))
      .filter((area) => area.items.length > 0);
  });
  readonly evidence = $derived<EvidenceView[]>(this.view?.evidence ?? []);
  readonly failures = $derived([...this.#unsaved.values()].filter((one) => one.state === 'failed'));
  readonly saving = $derived.by<SaveState>(() => {
    const states = [...this.#unsaved.values()].map((one) => one.state);
    const order = ['failed', 'saving', 'dirty'] as const;
    return order.find((state) => states.includes(state)) ?? 'saved';
  });

  /** Something entered is not in the store, or means nothing yet. */
  get unsaved(): boolean {
    return this.saving !== 'saved' || Object.values(this.#typed).some((one) => one.text !== null);
  }

  /** Reads the visit; opens it at `item`, or at the first one without an answer. */
  async load(item = ''): Promise<void> {
    const answer = await commands.visit(this.id);
    this.failure = answer.status === 'error' ? answer.error : null;
    if (answer.status === 'error') return;
    this.take(answer.data);
    void this.past.load();
    const start =
      this.items.find((one) => one.id === item) ??
      this.items.find((one) => one.id === this.item) ??
      this.items.find((one) => this.answer(one.id).verdict === '') ??
      this.items[0];
    if (start) this.#goTo(start);
  }

  /** Takes a fresh view of the whole visit. */
  take(view: VisitView): void {
    this.view = view;
    this.#answers.clear();
    for (const answer of view.answers) this.#answers.set(answer.item, answer);
  }

  /** What the engine knows of an item. */
  answer(item: string): AnswerView {
    return this.#answers.get(item) ?? blankAnswer(item);
  }

  /** The verdict as it stands on screen, saved or on its way. */
  verdict(item: string): string {
    return this.#pending<string>(`${item}/verdict`) ?? this.answer(item).verdict;
  }

  note(item: string): string {
    return this.#pending<string>(`${item}/note`) ?? this.answer(item).note;
  }

  part(item: string, name: string): PartValueView {
    return this.#pending<PartValueView>(`${item}/part/${name}`) ?? this.savedPart(item, name);
  }

  /** The part as the engine has it, with what it computed. */
  savedPart(item: string, name: string): PartValueView {
    return this.answer(item).parts.find((one) => one.name === name) ?? blankPart(name);
  }

  /** Judges an item; `''` takes the judgement back. */
  async judge(item: string, verdict: string): Promise<void> {
    if (this.verdict(item) === verdict) return;
    await this.#field<string>(`${item}/verdict`, (value) =>
      this.#edit(() => commands.setVerdict(this.id, item, value)),
    ).set(verdict);
  }

  /** The note on its way to the store. */
  noteField(item: string): Unsaved<string> {
    return this.#field(`${item}/note`, (text: string) => {
      if (text === this.answer(item).note) return Promise.resolve(null);
      return this.#edit(() => commands.setNote(this.id, item, text));
    });
  }

  /** Gives an item points; `''` takes them back. */
  givePoints(item: string, byUnit: boolean, points: string): Promise<void> {
    return this.#field<string>(`${item}/points/${byUnit ? 'unit' : 'delegation'}`, (value) =>
      this.#edit(() => commands.setPoints(this.id, item, byUnit, value)),
    ).set(points);
  }

  /** Looks an answer over: `forward` one step, `back` with a remark, or `reopen`. */
  async look(item: string, act: string, remark = ''): Promise<Failure | null> {
    await this.flush();
    return this.#edit(() => commands.reviewAnswer(this.id, item, act, remark));
  }

  /** A part on its way to the store. */
  partField(item: string, name: string): Unsaved<PartValueView> {
    return this.#field(
      `${item}/part/${name}`,
      (value: PartValueView) => {
        const saved = this.savedPart(item, name);
        const same = (Object.keys(value) as (keyof PartValueView)[]).every(
          (key) => value[key] === saved[key],
        );
        if (same) return Promise.resolve(null);
        return this.#edit(() => commands.setPart(this.id, item, value));
      },
      complete,
    );
  }

  /** What a person typed into a figure's field, kept even while it means nothing. */
  typed(key: string): Typed {
    return (this.#typed[key] ??= new Typed());
  }

  /** Keeps the particulars; items and legal bases follow the day, so the visit is read again. */
  async setDetails(details: VisitDetails): Promise<Failure | null> {
    const failure = await this.#edit(() => commands.setDetails(this.id, details));
    if (!failure) await this.load();
    return failure;
  }

  /** Runs an edit that is not a field: findings, evidence. Answers why not, or `null`. */
  edit(command: () => Promise<Result<Saved>>): Promise<Failure | null> {
    return this.#edit(command);
  }

  /** Takes the latest edit back; what is typed is saved first. */
  undo(): Promise<Failure | null> {
    return this.#renew(() => commands.undo(this.id));
  }

  /** Does the edit again that was taken back last. */
  redo(): Promise<Failure | null> {
    return this.#renew(() => commands.redo(this.id));
  }

  /** Takes the latest `count` edits back. */
  undoMany(count: number): Promise<Failure | null> {
    return this.#renew(() => commands.undoMany(this.id, count));
  }

  /** Chooses one of several opinions on a field. */
  resolve(field: string, version: string, reason: string): Promise<Failure | null> {
    return this.#renew(() => commands.resolve(this.id, field, version, reason));
  }

  /** Saves everything; also the attempt to save again what failed. */
  async flush(): Promise<void> {
    await Promise.all([...this.#unsaved.values()].map((one) => one.flush()));
  }

  /** Opens an item; its area comes with it. */
  open(item: string): void {
    const found = this.items.find((one) => one.id === item);
    if (found) this.#goTo(found);
  }

  openArea(area: string): void {
    const first = this.areas.find((one) => one.id === area)?.items[0];
    this.filter = 'all';
    if (first) this.#goTo(first);
  }

  show(filter: Filter): void {
    this.filter = filter;
    const fits = (item: ItemView) =>
      passes(filter, this.verdict(item.id), this.answer(item.id).review.state);
    const here = this.items.find((item) => item.id === this.item);
    if (filter === 'all' || (here && fits(here))) return;
    const first = this.items.find(fits);
    if (first) this.#goTo(first);
    else this.item = '';
  }

  /** The neighbour in the list as it is shown; past the end of an area, the next one. */
  step(by: 1 | -1): void {
    const all = this.filter === 'all' ? this.items : this.shown.flatMap((area) => area.items);
    const next = all[all.findIndex((item) => item.id === this.item) + by];
    if (next) this.#goTo(next);
  }

  /** Home and End of what is shown. */
  edge(end: 'first' | 'last'): void {
    const next = this.shown.flatMap((area) => area.items).at(end === 'first' ? 0 : -1);
    if (next) this.#goTo(next);
  }

  /** The open item stays in a filtered list, so that it does not vanish under the hand. */
  stays(item: string): boolean {
    return (
      item === this.item || passes(this.filter, this.verdict(item), this.answer(item).review.state)
    );
  }

  #goTo(item: ItemView): void {
    if (item.id !== this.item) void this.flush();
    this.area = item.area;
    this.item = item.id;
  }

  #pending<T>(key: string): T | undefined {
    return this.#unsaved.get(key)?.value as T | undefined;
  }

  #field<T>(
    key: string,
    write: (value: T) => Promise<Failure | null>,
    whole?: (value: T) => boolean,
  ): Unsaved<T> {
    const known = this.#unsaved.get(key) as Unsaved<T> | undefined;
    const field = known ?? new Unsaved<T>(write, whole);
    if (!known) this.#unsaved.set(key, field as unknown as Unsaved<never>);
    return field;
  }

  #edit(command: () => Promise<Result<Saved>>): Promise<Failure | null> {
    return this.#inTurn(async () => {
      const answer = await command();
      if (answer.status === 'error') return answer.error;
      this.#apply(answer.data);
      // What figures hide or bring back changes the list itself.
      if (answer.data.asked !== this.items.length) await this.#reload();
      return null;
    });
  }

  async #reload(): Promise<void> {
    const answer = await commands.visit(this.id);
    if (answer.status === 'error') return;
    this.take(answer.data);
    if (!this.items.some((one) => one.id === this.item)) this.openArea(this.area);
  }

  /** Runs a command that answers with the whole visit; what is typed is saved first. */
  async #renew(command: () => Promise<Result<VisitView>>): Promise<Failure | null> {
    await this.flush();
    return this.#inTurn(async () => {
      const answer = await command();
      if (answer.status === 'error') return answer.error;
      this.take(answer.data);
      return null;
    });
  }

  /** One question after another, so that a late answer never hides a later one. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(act);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** Figures point out other things than before, also at items that nobody touched. */
  #warn(warnings: Saved['warnings']): void {
    for (const { id } of this.items) {
      const texts = warnings.find((one) => one.item === id)?.texts ?? [];
      const known = this.answer(id);
      if (texts.join('\n') !== known.warnings.join('\n')) {
        this.#answers.set(id, { ...known, warnings: texts });
      }
    }
  }

  /** One piece may prove something about several items: their counts follow the evidence. */
  #count(evidence: EvidenceView[]): void {
    for (const item of this.items) {
      const pieces = evidence.filter((one) => one.items.includes(item.id)).length;
      const answer = this.answer(item.id);
      if (answer.evidence !== pieces) this.#answers.set(item.id, { ...answer, evidence: pieces });
    }
  }

  #apply(saved: Saved): void {
    if (!this.view) return;
    if (saved.answer) this.#answers.set(saved.answer.item, saved.answer);
    this.#warn(saved.warnings);
    if (saved.evidence) this.#count(saved.evidence);
    this.view = {
      ...this.view,
      indicators: saved.indicators,
      scores: saved.scores,
      progress: saved.progress,
      areaProgress: saved.areaProgress,
      findings: saved.findings ?? this.view.findings,
      evidence: saved.evidence ?? this.view.evidence,
      state: saved.state,
      undo: saved.undo,
      redo: saved.redo,
      lastSaved: saved.at,
      unshared: saved.unshared,
    };
  }
}
