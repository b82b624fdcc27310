/**
 * A rate as it stands on a paper sheet, in the field left of the stroke: a count (`14`), a range of
 * counts (`3–4`), or a percentage alone (`44,66%`), which a comma also tells: no count has one.
 */
import type { PartValueView } from '$/api';
import { t } from '$/i18n';
import { formatCount, parseCount, parsePercent } from '$/parts/text';

import { inMode, modeOf, type Mode } from '../figures/rate';
import type { Meaning } from '../figures/typed.svelte';

const RANGE = /^(.+?)\s*[-–—]\s*(.+)$/;

/** What was typed, in its one spelling; `''` for nothing, `null` for what means nothing. */
function read(typed: string): string | null {
  const count = parseCount(typed);
  if (count !== null) return count;
  const ends = RANGE.exec(typed.trim());
  if (ends) {
    const [from, to] = [parseCount(ends[1] ?? ''), parseCount(ends[2] ?? '')];
    return from && to ? `${from}–${to}` : null;
  }
  const percent = parsePercent(typed);
  return percent ? `${percent}%` : null;
}

function show(value: string): string {
  return value.endsWith('%') ? value : value.split('–').map(formatCount).join('–');
}

export const RATE_TEXT: Meaning = { read, show, complaint: t.around.quick.rate };

/** What stands left of the stroke for a value. */
export function rateText(value: PartValueView): string {
  if (value.percentOnly) return `${value.percentOnly}%`;
  return value.numeratorTo ? `${value.numerator}–${value.numeratorTo}` : value.numerator;
}

/** The value after `text`, which `RATE_TEXT` has read, was typed left of the stroke. */
export function withRateText(value: PartValueView, text: string): PartValueView {
  if (text.endsWith('%')) return inMode({ ...value, percentOnly: text.slice(0, -1) }, 'percent');
  const [numerator = '', numeratorTo = ''] = text.split('–');
  const mode: Mode = numeratorTo ? 'range' : 'counts';
  // An empty field takes back what it held, never a statement without figures.
  if (text === '' && modeOf(value) === 'stated') return value;
  return inMode({ ...value, numerator, numeratorTo }, mode);
}
