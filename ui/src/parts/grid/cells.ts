/** What the cells of a column hold, how they are shown, compared and filtered. */
import { t } from '$/i18n';

import { fold, formatCount, formatDate, parseCount, parseDate } from '../text';

/** A column of a grid. */
export interface GridColumn {
  name: string;
  label: string;
  kind: 'text' | 'date' | 'choice' | 'yes_no' | 'count';
  /** What may be chosen, for a column of choices. */
  options: readonly string[];
  /** In pixels. */
  width: number;
}

/** Something to be chosen: what is kept, and what is read. */
export interface GridOption {
  value: string;
  label: string;
}

/** What a column offers to choose from; empty where everything is typed. */
export function optionsOf(column: GridColumn): GridOption[] {
  if (column.kind === 'yes_no') {
    return [
      { value: 'yes', label: t.words.yes },
      { value: 'no', label: t.words.no },
    ];
  }
  return column.options.map((option) => ({ value: option, label: option }));
}

/** A kept text as people read it: `15/09/2022`, `4.545`, `Có`. */
export function showCell(column: GridColumn, kept: string): string {
  if (kept === '') return '';
  if (column.kind === 'date') return formatDate(kept);
  if (column.kind === 'count') return formatCount(kept);
  if (column.kind === 'yes_no') {
    if (kept === 'yes') return t.words.yes;
    if (kept === 'no') return t.words.no;
  }
  return kept;
}

/** A typed text as it is kept; what means nothing in this column is kept as typed. */
export function keepCell(column: GridColumn, typed: string): string {
  const text = typed.normalize('NFC').replaceAll('\r\n', '\n').trim();
  if (column.kind === 'date') return parseDate(text) ?? text;
  if (column.kind === 'count') return parseCount(text) ?? text;
  const wanted = fold(text);
  if (column.kind === 'yes_no') {
    if (YES.includes(wanted)) return 'yes';
    if (NO.includes(wanted)) return 'no';
  }
  const found = optionsOf(column).find((one) => fold(one.label) === wanted);
  return found?.value ?? text;
}

/** How people write yes and no in their lists; the engine reads the same. */
const YES = ['yes', 'co', 'c', 'x', '1', 'dung', 'true', '✓', '✔', '☑'];
const NO = ['no', 'khong', 'k', '2', '0', 'sai', 'false'];

const order = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' });

/** Which of two kept texts comes first; empty ones come last in either direction. */
export function compareCells(column: GridColumn, one: string, other: string): number {
  if (column.kind === 'count') {
    const [left, right] = [parseCount(one), parseCount(other)];
    if (left && right) return Number(left) - Number(right);
  }
  if (column.kind === 'choice') {
    const place = (text: string) => column.options.indexOf(text);
    const [left, right] = [place(one), place(other)];
    if (left >= 0 && right >= 0) return left - right;
  }
  return order.compare(showSorted(column, one), showSorted(column, other));
}

/** Days are compared as they are kept: year, month, day. */
function showSorted(column: GridColumn, kept: string): string {
  return column.kind === 'date' ? kept : showCell(column, kept);
}

/** Whether a kept text passes a filter as it was typed; marks and capitals do not count. */
export function passesFilter(column: GridColumn, kept: string, filter: string): boolean {
  const wanted = fold(filter.trim());
  if (wanted === '') return true;
  const options = optionsOf(column);
  const chosen = options.find((one) => fold(one.label) === wanted);
  if (chosen) return kept === chosen.value;
  return fold(showCell(column, kept)).includes(wanted);
}
