/** What the column of the active cell offers while its field is open. */
import { fold } from '../text';
import { optionsOf, type GridOption } from './cells';
import type { Grid } from './grid.svelte';

export class Choices {
  /** The one that the arrows point at; -1 for none. */
  marked = $state(-1);
  readonly #grid: Grid;
  readonly #taken: () => void;

  readonly all: GridOption[] = $derived.by(() => {
    const column = this.#grid.columns[this.#grid.active.column];
    return column ? optionsOf(column) : [];
  });
  /** What fits the text; all of it while the text is the one that stood there. */
  readonly shown: GridOption[] = $derived.by(() => {
    const typed = this.#grid.typed ?? '';
    const text = fold(typed.trim());
    if (text === '' || typed === this.#grid.opened) return this.all;
    return this.all.filter((one) => fold(one.label).includes(text));
  });

  /** `taken` is told when something was chosen. */
  constructor(grid: Grid, taken: () => void) {
    this.#grid = grid;
    this.#taken = taken;
  }

  get id(): string {
    return `options-${this.#grid.active.column}`;
  }

  take(option: GridOption): void {
    this.#grid.type(option.label);
    this.#grid.commit();
    this.#taken();
  }

  /** A key in the field; `true` when it was meant for the list. */
  press(event: KeyboardEvent): boolean {
    const typed = this.#grid.typed;
    if (typed === null || event.isComposing || this.all.length === 0) return false;
    const empty = typed === '';
    const digit = /^[1-9]$/.test(event.key) && empty ? Number(event.key) : 0;
    const chosen = digit > 0 ? this.all[digit - 1] : undefined;
    const here = this.shown[this.marked];
    if (event.key === 'ArrowDown') this.marked = Math.min(this.marked + 1, this.shown.length - 1);
    else if (event.key === 'ArrowUp') this.marked = Math.max(this.marked - 1, -1);
    else if (event.key === 'Enter' && here) this.take(here);
    else if (chosen) this.take(chosen);
    else return false;
    return true;
  }
}
