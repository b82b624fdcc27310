/** The four honest ways in which a unit states a rate. */
import type { PartValueView } from '$/api';

export const MODES = ['counts', 'percent', 'range', 'stated'] as const;
export type Mode = (typeof MODES)[number];

/** How a rate is stated, from what it holds. */
export function modeOf(value: PartValueView): Mode {
  if (value.stated) return 'stated';
  if (value.percentOnly) return 'percent';
  if (value.numeratorTo) return 'range';
  return 'counts';
}

/** The value with only the fields that belong to `mode`. */
export function inMode(value: PartValueView, mode: Mode): PartValueView {
  const counts = mode === 'counts' || mode === 'range';
  return {
    ...value,
    numerator: counts ? value.numerator : '',
    denominator: counts ? value.denominator : '',
    numeratorTo: mode === 'range' ? value.numeratorTo : '',
    percentOnly: mode === 'percent' ? value.percentOnly : '',
    stated: mode === 'stated',
    quoted: mode === 'counts' ? value.quoted : '',
  };
}

/** Whether a part says enough to be kept: one of two counts says nothing yet. */
export function complete(value: PartValueView): boolean {
  const { numerator, numeratorTo, denominator } = value;
  if (numerator || numeratorTo || denominator) return Boolean(numerator && denominator);
  return Boolean(value.percentOnly || value.stated) || !(value.quoted || value.asOf);
}

/** `14/27`, `3–4/9`, or `''` while a count is missing. Counts come as plain digits. */
export function fraction(value: PartValueView, show: (digits: string) => string): string {
  if (!value.numerator || !value.denominator) return '';
  const above = value.numeratorTo
    ? `${show(value.numerator)}–${show(value.numeratorTo)}`
    : show(value.numerator);
  return `${above}/${show(value.denominator)}`;
}
