/** The marks under the hand: what is drawn, what is selected, what can be taken back. */
import type { MarkKind, MarkView } from '$/api';

import { drawn, inTheMiddle, isSeen, moved, resized, type Place, type Tool } from './marks';

/** Steps that can be taken back. */
const STEPS = 100;

export class Board {
  marks = $state.raw<readonly MarkView[]>([]);
  tool = $state<Tool>('arrow');
  /** Index of the selected mark; -1 for none. */
  selected = $state(-1);
  #past = $state.raw<readonly (readonly MarkView[])[]>([]);
  readonly #before: string;
  /** Where the hand went down, and what stood there then. */
  #hold: { from: Place; mark: MarkView | null } | null = null;

  constructor(marks: readonly MarkView[]) {
    this.marks = marks;
    this.#before = JSON.stringify(marks);
    if (marks.length > 0) this.tool = 'select';
  }

  get dirty(): boolean {
    return JSON.stringify(this.kept) !== this.#before;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /** What is worth keeping: texts without words are not. */
  get kept(): MarkView[] {
    return this.marks.filter(isSeen);
  }

  get current(): MarkView | undefined {
    return this.marks[this.selected];
  }

  choose(tool: Tool): void {
    this.tool = tool;
    if (tool !== 'select') this.selected = -1;
  }

  /** The hand goes down, on a mark or beside all of them. */
  press(at: Place, on: number): void {
    if (this.tool === 'select') {
      this.selected = on;
      const mark = this.marks[on] ?? null;
      if (mark) this.#remember();
      this.#hold = mark && { from: at, mark };
      return;
    }
    const mark = drawn(this.tool, at, at);
    this.#add(mark);
    this.#hold = this.tool === 'text' ? null : { from: at, mark: null };
    if (this.tool === 'text') this.tool = 'select';
  }

  /** The hand moves while it is down. */
  drag(at: Place): void {
    if (!this.#hold) return;
    const { from, mark } = this.#hold;
    const by = { x: at.x - from.x, y: at.y - from.y };
    const current = this.current;
    if (mark) this.#put(moved(mark, by));
    else if (current) this.#put(drawn(current.kind, from, at));
  }

  /** The hand goes up: too small a mark was a slip. */
  release(): void {
    const held = this.#hold;
    this.#hold = null;
    if (!held) return;
    const current = this.current;
    const slip = held.mark ? current === held.mark : current && !isSeen(current);
    if (slip) this.#back();
    else if (!held.mark) this.tool = 'select';
  }

  /** Puts a mark into the middle. */
  place(kind: MarkKind): void {
    this.#add(inTheMiddle(kind));
    this.tool = 'select';
  }

  move(by: Place): void {
    this.#change((mark) => moved(mark, by));
  }

  resize(by: Place): void {
    this.#change((mark) => resized(mark, by));
  }

  write(text: string): void {
    const mark = this.current;
    if (mark?.kind === 'text') this.#put({ ...mark, text });
  }

  remove(): void {
    if (!this.current) return;
    this.#remember();
    this.marks = this.marks.filter((_, at) => at !== this.selected);
    this.selected = -1;
  }

  undo(): void {
    this.#back();
    this.selected = Math.min(this.selected, this.marks.length - 1);
  }

  #back(): void {
    const last = this.#past.at(-1);
    if (!last) return;
    this.marks = last;
    this.#past = this.#past.slice(0, -1);
    if (this.selected >= last.length) this.selected = -1;
  }

  #add(mark: MarkView): void {
    this.#remember();
    this.marks = [...this.marks, mark];
    this.selected = this.marks.length - 1;
  }

  #change(by: (mark: MarkView) => MarkView): void {
    const mark = this.current;
    if (!mark) return;
    const next = by(mark);
    if (JSON.stringify(next) === JSON.stringify(mark)) return;
    this.#remember();
    this.#put(next);
  }

  #put(next: MarkView): void {
    this.marks = this.marks.map((mark, at) => (at === this.selected ? next : mark));
  }

  #remember(): void {
    this.#past = [...this.#past, this.marks].slice(-STEPS);
  }
}
