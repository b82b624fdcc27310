/** A campaign at one look: which area is shown, which cell is active, and what is compared. */
import type {
  MatrixCellView,
  MatrixItemView,
  MatrixUnitView,
  MatrixView,
  TrendView,
  UnitTrendView,
} from '$/api';

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

/** Size of a small chart, in its own units. */
export const WIDTH = 300;
export const HEIGHT = 110;

/** Room at the sides for the numbers of the outer points, above for those of the highest. */
const SIDE = 34;
const TOP = 22;
const FLOOR = HEIGHT - 22;
/** 100 %, in hundredths of a per cent. */
const WHOLE = 10_000;

/** A point of a small chart with what is written beside it. */
export interface ChartPoint {
  x: number;
  y: number;
  value: number;
  label: string;
  day: string;
}

/** The campaigns of a trend, oldest first. */
export function campaignsOf(trend: TrendView): string[] {
  const days: Record<string, string> = {};
  for (const point of trend.units.flatMap((unit) => unit.points)) {
    const day = point.date.split('/').reverse().join('-');
    const known = days[point.campaign];
    if (known === undefined || day < known) days[point.campaign] = day;
  }
  return Object.keys(days).sort((one, other) => (days[one] ?? '').localeCompare(days[other] ?? ''));
}

/** The points of one unit, each campaign at the same place in every chart. */
export function pointsOf(unit: UnitTrendView, columns: readonly string[]): ChartPoint[] {
  const step = columns.length < 2 ? 0 : (WIDTH - 2 * SIDE) / (columns.length - 1);
  return unit.points.flatMap((point) => {
    const at = columns.indexOf(point.campaign);
    const hundredths = point.hundredths ?? null;
    if (at < 0 || hundredths === null) return [];
    const value = Math.min(hundredths, WHOLE);
    return [
      {
        x: SIDE + at * step,
        y: Math.round(FLOOR - (value / WHOLE) * (FLOOR - TOP)),
        value: hundredths,
        label: `${decimal(hundredths)}%`,
        day: point.date,
      },
    ];
  });
}

/** Hundredths as people write them: `51,85`. */
function decimal(hundredths: number): string {
  const whole = Math.floor(hundredths / 100);
  const rest = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole},${rest}`;
}
