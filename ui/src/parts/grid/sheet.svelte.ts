/* eslint-disable svelte/prefer-svelte-reactivity -- what waits to be sent is on no screen */
/**
 * The rows of a grid while a person works on them: what is on screen, and what is on its way to
 * the store. What fails to be saved stays on screen and is sent again with the next change.
 */
import { QUIET, type SaveState } from '../unsaved.svelte';
import { keepCell, type GridColumn } from './cells';

/** A row as it is kept; marks say what is wrong in a cell, by the place of its column. */
export interface GridRow {
  id: string;
  cells: string[];
  marks: { column: number; what: string }[];
}

/** What happens to one row; `id` is empty for a new one, `above` for one at the end. */
export interface GridChange {
  id: string;
  above: string;
  remove: boolean;
  cells: { column: string; text: string }[];
}

interface Failure {
  code: string;
  message: string;
}

/**
 * What a save brought: the row of each change, and the changed rows as they stand. A save that the
 * person stopped kept nothing.
 */
export type GridSaved =
  | { failure: Failure }
  | { failure: null; stopped: true }
  | { failure: null; stopped: false; ids: string[]; rows: readonly GridRow[] };

/** Saves one act; `name` is what undo calls it. */
export type SaveRows = (changes: GridChange[], name: string | null) => Promise<GridSaved>;

/** A row on screen. `id` is empty until the store has it. */
export interface Line extends GridRow {
  readonly key: string;
  /** The row under which a new one stands. */
  readonly above: string;
  /** On its way out: the store has not confirmed it yet. */
  readonly gone: boolean;
}

/** One act on its way: cells by line and column, and lines that go. */
interface Act {
  name: string | null;
  cells: Map<string, Map<number, string>>;
  gone: Set<string>;
  /** The lines it writes into, as they stood. */
  before: Map<string, Line>;
}

export class Sheet {
  readonly columns: readonly GridColumn[];
  lines = $state.raw<Line[]>([]);
  state = $state<SaveState>('saved');
  /** Why the last save failed. */
  failure = $state.raw<Failure | null>(null);

  #acts: Act[] = [];
  #running: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next = 1;
  readonly #save: SaveRows;

  constructor(columns: readonly GridColumn[], rows: readonly GridRow[], save: SaveRows) {
    this.columns = columns;
    this.#save = save;
    this.take(rows);
  }

  /** Takes fresh rows in place of all others. */
  take(rows: readonly GridRow[]): void {
    const known = new Map(this.lines.filter((line) => line.id).map((line) => [line.id, line.key]));
    this.lines = rows.map((row) => ({
      ...row,
      key: known.get(row.id) ?? this.#key(),
      above: '',
      gone: false,
    }));
  }

  /** The key that the next line will have. The empty row bears it, so that it stays what it is. */
  get nextKey(): string {
    return `r${this.#next}`;
  }

  /** Whether something is not in the store. */
  get unsaved(): boolean {
    return this.#acts.length > 0;
  }

  line(key: string): Line | undefined {
    return this.lines.find((one) => one.key === key);
  }

  /** An empty line at the end, or under another; it is kept once something stands in it. */
  add(under: string | null = null): string {
    const line: Line = {
      key: this.#key(),
      id: '',
      above: under ?? '',
      gone: false,
      cells: this.columns.map(() => ''),
      marks: [],
    };
    const at = under === null ? -1 : this.lines.findIndex((one) => one.key === under);
    this.lines = at < 0 ? [...this.lines, line] : this.lines.toSpliced(at + 1, 0, line);
    return line.key;
  }

  /** Empty lines that the store never had, forgotten where nobody is. */
  sweep(stay: string): void {
    const blank = (line: Line) =>
      line.id === '' && line.key !== stay && line.cells.every((cell) => cell === '');
    if (this.lines.some(blank)) this.lines = this.lines.filter((line) => !blank(line));
  }

  /** Writes cells as one act; texts as typed. Returns whether anything differs. */
  write(cells: { key: string; column: number; text: string }[], name: string | null): boolean {
    const act: Act = { name, cells: new Map(), gone: new Set(), before: new Map() };
    const fresh = new Map<string, Line>();
    const lines = new Map(this.lines.map((line) => [line.key, line]));
    for (const { key, column, text } of cells) {
      const line = fresh.get(key) ?? lines.get(key);
      const about = this.columns[column];
      if (!line || !about) continue;
      const kept = keepCell(about, text);
      if (line.cells[column] === kept) continue;
      if (!act.before.has(key)) act.before.set(key, line);
      fresh.set(key, {
        ...line,
        cells: line.cells.with(column, kept),
        marks: line.marks.filter((mark) => mark.column !== column),
      });
      const row = act.cells.get(key) ?? new Map<number, string>();
      act.cells.set(key, row.set(column, kept));
    }
    if (fresh.size === 0) return false;
    this.lines = this.lines.map((line) => fresh.get(line.key) ?? line);
    this.#queue(act);
    return true;
  }

  /** Takes lines away as one act. */
  remove(keys: readonly string[], name: string | null): void {
    const gone = new Set(keys);
    this.#queue({ name, cells: new Map(), gone, before: new Map() });
    this.lines = this.lines.map((line) => (gone.has(line.key) ? { ...line, gone: true } : line));
    void this.flush();
  }

  /** The lines that are there for the person. */
  readonly shown = $derived(this.lines.filter((line) => !line.gone));

  /** Saves after a second of quiet. */
  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), QUIET);
  }

  /** Saves what is not saved; resolves when it is, or has failed. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running = this.#running.then(() => this.#drain());
    return this.#running;
  }

  #key(): string {
    return `r${this.#next++}`;
  }

  /** Single cells that wait travel together; an act with a name is one for itself. */
  #queue(act: Act): void {
    const last = this.#acts.at(-1);
    const joins = last && last.name === null && act.name === null && last !== this.#acts[0];
    if (joins) {
      for (const [key, cells] of act.cells) {
        const row = last.cells.get(key) ?? new Map<number, string>();
        for (const [column, text] of cells) row.set(column, text);
        last.cells.set(key, row);
      }
      for (const key of act.gone) last.gone.add(key);
      for (const [key, line] of act.before) {
        if (!last.before.has(key)) last.before.set(key, line);
      }
    } else this.#acts.push(act);
    if (this.state !== 'saving') this.state = 'dirty';
  }

  async #drain(): Promise<void> {
    for (let act = this.#acts[0]; act; act = this.#acts[0]) {
      this.state = 'saving';
      const { keys, changes } = this.#changes(act);
      if (changes.length > 0) {
        const answer = await this.#save(changes, act.name);
        this.failure = answer.failure;
        if (answer.failure) {
          this.state = 'failed';
          return;
        }
        if (answer.stopped) {
          this.#acts.shift();
          this.#forget(act);
          continue;
        }
        this.#apply(keys, answer.ids, answer.rows);
      }
      this.#acts.shift();
      const left = act.gone;
      if (left.size > 0) this.lines = this.lines.filter((line) => !left.has(line.key));
    }
    this.failure = null;
    this.state = 'saved';
  }

  /** What an act asks of the store, by the ids that are known by now. */
  #changes(act: Act): { keys: string[]; changes: GridChange[] } {
    const keys: string[] = [];
    const changes: GridChange[] = [];
    const lines = new Map(this.lines.map((line) => [line.key, line]));
    const ask = (line: Line, change: Partial<GridChange>) => {
      keys.push(line.key);
      changes.push({ id: line.id, above: '', remove: false, cells: [], ...change });
    };
    for (const key of act.gone) {
      const line = lines.get(key);
      if (line?.id) ask(line, { remove: true });
    }
    for (const [key, cells] of act.cells) {
      const line = lines.get(key);
      if (!line || act.gone.has(key)) continue;
      const texts = line.id ? [...cells] : [...line.cells.entries()].filter(([, text]) => text);
      const written = texts.map(([at, text]) => ({ column: this.columns[at]?.name ?? '', text }));
      const empty = line.cells.every((cell) => cell === '');
      if (!empty) ask(line, { cells: written, above: line.id ? '' : this.#above(line, lines) });
      else if (line.id) {
        ask(line, { remove: true });
        act.gone.add(key);
      }
    }
    return { keys, changes };
  }

  #above(line: Line, lines: Map<string, Line>): string {
    return lines.get(line.above)?.id ?? '';
  }

  /** Puts back what stood before an act that was stopped, but for what was done since. */
  #forget(act: Act): void {
    const back = this.lines.map((line) => {
      const stays = !this.#acts.some((later) => later.gone.has(line.key));
      const gone = act.gone.has(line.key) && stays ? false : line.gone;
      const before = act.before.get(line.key);
      if (!before) return gone === line.gone ? line : { ...line, gone };
      const again = (at: number) => this.#acts.some((later) => later.cells.get(line.key)?.has(at));
      const cells = line.cells.map((cell, at) => (again(at) ? cell : (before.cells[at] ?? '')));
      return { ...line, gone, cells, marks: before.marks.filter((mark) => !again(mark.column)) };
    });
    // Lines that only this act had made go with it.
    const blank = (line: Line) => line.id === '' && line.cells.every((cell) => cell === '');
    this.lines = back.filter((line) => !(act.cells.has(line.key) && blank(line)));
  }

  /** Takes what the store made of the rows, but for cells that were written again meanwhile. */
  #apply(keys: string[], ids: string[], rows: readonly GridRow[]): void {
    const fresh = new Map(rows.map((row) => [row.id, row]));
    const of = new Map(keys.map((key, at) => [key, ids[at] ?? '']));
    const later = this.#acts.slice(1);
    this.lines = this.lines.map((line) => {
      const id = of.get(line.key);
      if (!id) return line;
      const row = fresh.get(id);
      if (!row) return { ...line, id };
      const waits = (at: number) => later.some((act) => act.cells.get(line.key)?.has(at));
      const cells = row.cells.map((cell, at) => (waits(at) ? (line.cells[at] ?? '') : cell));
      return { ...line, id, cells, marks: row.marks.filter((mark) => !waits(mark.column)) };
    });
  }
}
