/* eslint-disable svelte/prefer-svelte-reactivity -- made anew with each answer, never changed */
/** Where a person is in a grid, what is selected, sorted and filtered, and the cell being typed. */
import { t } from '$/i18n';

import { QUIET } from '../unsaved.svelte';
import { compareCells, optionsOf, passesFilter, showCell, type GridColumn } from './cells';
import type { Line, Sheet } from './sheet.svelte';

/** The row of the headings, and the row of the filters; rows of content begin at 0. */
export const HEAD = -2;
export const FILTER = -1;

/** A cell by its place on screen. */
export interface Place {
  row: number;
  column: number;
}

/** What is selected, ends included. */
export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** How the rows stand: by a column, upwards or downwards. */
export interface Sort {
  column: number;
  down: boolean;
}

export class Grid {
  readonly sheet: Sheet;
  active = $state.raw<Place>({ row: 0, column: 0 });
  /** The other corner of the selection. */
  anchor = $state.raw<Place | null>(null);
  /** The text being typed into the active cell; `null` while moving about. */
  typed = $state<string | null>(null);
  /** What stood in the field when the typing began. */
  opened = $state('');
  sort = $state.raw<Sort | null>(null);
  filters = $state.raw<readonly string[]>([]);
  /** What was done, for readers. */
  said = $state('');

  /** The order as it was when sorted or filtered last: a row does not jump away under the hand. */
  #arranged = $state.raw<{ keys: string[]; known: Set<string> } | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #before = '';
  #tabbedFrom: number | null = null;
  #composing = false;

  constructor(sheet: Sheet) {
    this.sheet = sheet;
  }

  get columns(): readonly GridColumn[] {
    return this.sheet.columns;
  }

  readonly #byKey = $derived.by(() => new Map(this.sheet.shown.map((one) => [one.key, one])));

  /** The rows on screen, in order; the empty one to type into comes after them. */
  readonly keys = $derived.by<string[]>(() => {
    const there = this.sheet.shown;
    const arranged = this.#arranged;
    if (!arranged) return there.map((line) => line.key);
    const keys = arranged.keys.filter((key) => this.#byKey.has(key));
    there.forEach((line, at) => {
      if (arranged.known.has(line.key)) return;
      const above = line.above === '' ? -1 : keys.indexOf(there[at - 1]?.key ?? '');
      if (above < 0) keys.push(line.key);
      else keys.splice(above + 1, 0, line.key);
    });
    return keys;
  });

  readonly range = $derived.by<Range>(() => {
    const other = this.anchor ?? this.active;
    return {
      top: Math.max(0, Math.min(this.active.row, other.row)),
      bottom: Math.max(this.active.row, other.row),
      left: Math.min(this.active.column, other.column),
      right: Math.max(this.active.column, other.column),
    };
  });

  readonly filtered = $derived(this.filters.some((filter) => filter.trim() !== ''));

  line(row: number): Line | undefined {
    return this.#byKey.get(this.keys[row] ?? '');
  }

  /** A cell as it is shown. */
  text(row: number, column: number): string {
    const about = this.columns[column];
    const kept = this.line(row)?.cells[column] ?? '';
    return about ? showCell(about, kept) : '';
  }

  selected(row: number, column: number): boolean {
    const { top, bottom, left, right } = this.range;
    return row >= top && row <= bottom && column >= left && column <= right;
  }

  // Moving.

  /** Goes to a cell; with `extend` the selection reaches there. */
  to(row: number, column: number, extend = false): void {
    if (this.typed !== null) this.commit();
    const last = this.keys.length;
    const place = {
      row: Math.min(Math.max(row, extend ? 0 : HEAD), last),
      column: Math.min(Math.max(column, 0), this.columns.length - 1),
    };
    this.anchor = extend ? (this.anchor ?? this.active) : null;
    this.active = place;
  }

  move(rows: number, columns: number, extend = false): void {
    this.#tabbedFrom = null;
    this.to(this.active.row + rows, this.active.column + columns, extend);
  }

  /** Enter: the row below, in the column where a run of tabs began. */
  nextRow(by: 1 | -1 = 1): void {
    const column = this.#tabbedFrom ?? this.active.column;
    this.to(this.active.row + by, column);
    this.#tabbedFrom = null;
  }

  /** Tab: the next cell, and from the last one into the next row. */
  nextCell(by: 1 | -1): void {
    const from = this.#tabbedFrom ?? this.active.column;
    const column = this.active.column + by;
    if (column >= this.columns.length) this.to(this.active.row + 1, 0);
    else if (column < 0) this.to(this.active.row - 1, this.columns.length - 1);
    else this.to(this.active.row, column);
    this.#tabbedFrom = from;
  }

  selectAll(): void {
    this.anchor = { row: 0, column: 0 };
    this.active = { row: Math.max(0, this.keys.length - 1), column: this.columns.length - 1 };
  }

  // Typing.

  /** Begins to type: over what stands there, or into it. */
  begin(text: string | null = null): void {
    const { row, column } = this.active;
    if (row === HEAD) return;
    this.anchor = null;
    this.#before = row === FILTER ? (this.filters[column] ?? '') : this.text(row, column);
    this.opened = text ?? this.#before;
    this.typed = this.opened;
  }

  /** Takes what is typed so far, and keeps it after a second of quiet. */
  type(text: string): void {
    this.typed = text;
    if (this.active.row === FILTER) return this.filter(this.active.column, text);
    this.#later();
  }

  /** An input method begins or ends a syllable; half of one is not kept. */
  compose(composing: boolean): void {
    this.#composing = composing;
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#timer);
    const text = this.typed;
    if (text === null || this.#composing) return;
    this.#timer = setTimeout(() => this.#keep(text), QUIET);
  }

  /** Ends the typing; what was typed is kept. */
  commit(): void {
    const text = this.typed;
    if (text === null) return;
    clearTimeout(this.#timer);
    this.typed = null;
    if (this.active.row !== FILTER) this.#keep(text);
  }

  /** Ends the typing; what stood there stands again. */
  cancel(): void {
    if (this.typed === null) return;
    clearTimeout(this.#timer);
    this.typed = null;
    if (this.active.row === FILTER) this.filter(this.active.column, this.#before);
    else this.#keep(this.#before);
  }

  /** Everything typed is on its way to the store when this resolves. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.typed !== null && this.active.row !== FILTER) this.#keep(this.typed);
    return this.sheet.flush();
  }

  #keep(text: string): void {
    const { row, column } = this.active;
    if (row < 0) return;
    if (row >= this.keys.length && text.trim() === '') return;
    this.#write([{ row, column, text }], null);
  }

  // Acts.

  /** Writes into the selection: one of what the column offers, by its place from 1. */
  choose(place: number): boolean {
    const { left, right, top, bottom } = this.range;
    const about = this.columns[this.active.column];
    const option = about && optionsOf(about)[place - 1];
    if (!option || left !== right || this.active.row < 0) return false;
    const rows = between(top, bottom);
    return this.#write(
      rows.map((row) => ({ row, column: left, text: option.value })),
      rows.length > 1 ? t.grid.acts.choose(option.label) : null,
    );
  }

  /** Yes, no, nothing, yes… */
  toggle(): boolean {
    const { row, column } = this.active;
    const about = this.columns[column];
    if (about?.kind !== 'yes_no' || row < 0) return false;
    const now = this.line(row)?.cells[column] ?? '';
    const next = { yes: 'no', no: '' }[now] ?? 'yes';
    return this.#write([{ row, column, text: next }], null);
  }

  clear(): void {
    const cells = this.#each((row, column) => ({ row, column, text: '' }));
    const inside = cells.filter((cell) => cell.row < this.keys.length);
    this.#write(inside, inside.length > 1 ? t.grid.acts.clear : null);
  }

  /** The first row of the selection into the others; a single row takes the one above. */
  fillDown(): void {
    const { top, bottom, left, right } = this.range;
    const from = top === bottom ? top - 1 : top;
    if (from < 0) return;
    const columns = between(left, right);
    const rows = between(from + 1, Math.min(bottom, this.keys.length));
    const cells = rows.flatMap((row) =>
      columns.map((column) => ({ row, column, text: this.line(from)?.cells[column] ?? '' })),
    );
    if (this.#write(cells, t.grid.acts.fill)) this.said = t.grid.filled(rows.length);
  }

  /** The selection as rows of texts. */
  copied(): string[][] {
    const { top, bottom, left, right } = this.range;
    const rows = between(top, Math.min(bottom, this.keys.length - 1));
    return rows.map((row) => between(left, right).map((column) => this.text(row, column)));
  }

  /** Writes rows of texts from the active cell on; rows that are missing are made. */
  paste(rows: string[][]): void {
    const table = this.#withoutHeading(rows);
    if (table.length === 0 || this.active.row < 0) return;
    const { top, bottom, left, right } = this.range;
    const single = table.length === 1 && table[0]?.length === 1;
    const cells = single
      ? this.#each((row, column) => ({ row, column, text: table[0]?.[0] ?? '' }))
      : table.flatMap((texts, down) =>
          texts.map((text, across) => ({ row: top + down, column: left + across, text })),
        );
    const over = cells.filter((cell) => cell.column >= this.columns.length).length;
    this.#write(cells, t.grid.acts.paste(single ? bottom - top + 1 : table.length));
    this.said = t.grid.pasted(table.length, over);
    if (single) return;
    const wide = Math.max(...table.map((texts) => texts.length));
    this.active = { row: top, column: left };
    this.anchor = {
      row: Math.min(top + table.length - 1, this.keys.length - 1),
      column: Math.min(Math.max(left + wide - 1, right), this.columns.length - 1),
    };
  }

  /** A row of headings copied along with the table is not content. */
  #withoutHeading(rows: string[][]): string[][] {
    const plain = (text: string | undefined) => (text ?? '').trim().toLocaleLowerCase('vi');
    const [first] = rows;
    const labels = this.columns.slice(this.active.column).map((column) => plain(column.label));
    const heading =
      first !== undefined &&
      first.length > 1 &&
      first.every((text, at) => plain(text) === labels[at]);
    return heading ? rows.slice(1) : rows;
  }

  /** An empty row under the active one. */
  insertBelow(): void {
    this.commit();
    const line = this.line(this.active.row);
    if (!line || !line.id) return this.to(this.keys.length, 0);
    this.sheet.add(line.key);
    this.to(this.active.row + 1, 0);
  }

  removeRows(): void {
    const { top, bottom } = this.range;
    const keys = this.keys.slice(top, bottom + 1);
    if (keys.length === 0) return;
    this.typed = null;
    this.sheet.remove(keys, t.grid.acts.remove(keys.length));
    this.said = t.grid.removed(keys.length);
    this.to(Math.min(top, this.keys.length), this.active.column);
  }

  // Order.

  /** Upwards, downwards, as entered. */
  sortBy(column: number): void {
    const now = this.sort?.column === column ? this.sort : null;
    this.sort = !now ? { column, down: false } : now.down ? null : { column, down: true };
    this.#arrange();
    const label = this.columns[column]?.label ?? '';
    this.said = t.grid.sorted(label, this.sort ? (this.sort.down ? 'down' : 'up') : 'none');
  }

  filter(column: number, text: string): void {
    const filters = this.columns.map((_, at) => this.filters[at] ?? '');
    this.filters = filters.with(column, text);
    this.#arrange();
    this.said = t.grid.left(this.keys.length);
  }

  clearFilters(): void {
    this.filters = [];
    this.#arrange();
  }

  #arrange(): void {
    if (!this.sort && !this.filtered) {
      this.#arranged = null;
      return;
    }
    const all = this.sheet.shown;
    const filters = this.columns.flatMap((about, at) => {
      const filter = this.filters[at] ?? '';
      return filter.trim() ? [{ about, at, filter }] : [];
    });
    const passing = all.filter((line) =>
      filters.every(({ about, at, filter }) => passesFilter(about, line.cells[at] ?? '', filter)),
    );
    const keys = this.#sorted(passing).map((line) => line.key);
    this.#arranged = { keys, known: new Set(all.map((line) => line.key)) };
  }

  #sorted(lines: Line[]): Line[] {
    const sort = this.sort;
    const about = sort && this.columns[sort.column];
    if (!sort || !about) return lines;
    const cell = (line: Line) => line.cells[sort.column] ?? '';
    return lines.toSorted((one, other) => {
      const [left, right] = [cell(one), cell(other)];
      if (left === '' || right === '') return Number(left === '') - Number(right === '');
      return compareCells(about, left, right) * (sort.down ? -1 : 1);
    });
  }

  #each<T>(of: (row: number, column: number) => T): T[] {
    const { top, bottom, left, right } = this.range;
    return between(top, bottom).flatMap((row) =>
      between(left, right).map((column) => of(row, column)),
    );
  }

  /** Writes by place; what lies past the last row becomes new rows. */
  #write(cells: { row: number; column: number; text: string }[], name: string | null): boolean {
    const keys = [...this.keys];
    const needed = Math.max(0, ...cells.map((cell) => cell.row + 1));
    const last = this.columns.length;
    while (keys.length < needed) keys.push(this.sheet.add());
    const wrote = this.sheet.write(
      cells
        .filter((cell) => cell.column < last)
        .map(({ row, column, text }) => ({ key: keys[row] ?? '', column, text })),
      name,
    );
    if (wrote) void this.sheet.flush();
    return wrote;
  }
}

function between(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}
