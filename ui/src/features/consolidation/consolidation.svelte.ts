/** A campaign at one look: which area is shown, which cell is active, and what is compared. */
import type { MatrixCellView, MatrixItemView, MatrixUnitView, MatrixView } from '$/api';

/** Units drawn at first, and with each further step. */
export const STEP = 100;

/** A shown item with its place among all items. */
export interface ShownItem {
  item: MatrixItemView;
  at: number;
}

/** How cells fare against the time before. */
export interface Moves {
  better: number;
  worse: number;
  same: number;
}

/** The items of one area, or of all. */
export function itemsOf(matrix: MatrixView, area: string): ShownItem[] {
  const all = matrix.items.map((item, at) => ({ item, at }));
  if (area === '') return all;
  let from = 0;
  for (const one of matrix.areas) {
    if (one.id === area) return all.slice(from, from + one.items);
    from += one.items;
  }
  return all;
}

/** Items at which units fall short, the most first; those that are met everywhere stay out. */
export function shortest(items: readonly ShownItem[]): MatrixItemView[] {
  const weight = ({ verdicts }: MatrixItemView) => verdicts.notMet * 1000 + verdicts.partly;
  return items
    .map((shown) => shown.item)
    .filter((item) => weight(item) > 0)
    .sort((one, other) => weight(other) - weight(one));
}

/** Counts how the shown cells compare with the time before. */
export function movesOf(units: readonly MatrixUnitView[], items: readonly ShownItem[]): Moves {
  const moves: Moves = { better: 0, worse: 0, same: 0 };
  for (const unit of units) {
    for (const { at } of items) {
      const change = unit.cells[at]?.change;
      if (change) moves[change] += 1;
    }
  }
  return moves;
}

/** Where the keys are: a unit and an item, both by place. */
export class Cursor {
  row = $state(0);
  column = $state(0);

  /** Moves by a key within `rows` and `columns`; whether the key was one of its own. */
  move(key: string, rows: number, columns: number): boolean {
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageUp: [-10, 0],
      PageDown: [10, 0],
      Home: [0, -columns],
      End: [0, columns],
    };
    const step = steps[key];
    if (!step) return false;
    this.put(this.row + step[0], this.column + step[1], rows, columns);
    return true;
  }

  /** Goes there, or as near as there is something. */
  put(row: number, column: number, rows: number, columns: number): void {
    this.row = Math.max(0, Math.min(rows - 1, row));
    this.column = Math.max(0, Math.min(columns - 1, column));
  }
}

/** The class that paints a cell; the mark says the same without colour. */
export function tone(cell: MatrixCellView | undefined): string {
  const tones: Record<string, string> = {
    '✓': 'met',
    '◐': 'partly',
    '✕': 'short',
    '?': 'disputed',
  };
  return tones[cell?.mark ?? ''] ?? '';
}
