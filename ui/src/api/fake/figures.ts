/** Figures as the real engine prints them: exact, half up, two decimals. */
import { formatCount } from '$/parts/text';

import type { PartValueView } from '../bindings';

/** `14` of `27` with two decimals: `51,85`. */
export function rate(numerator: string, denominator: string, decimals = 2): string {
  const [up, down] = [BigInt(numerator), BigInt(denominator)];
  if (down === 0n) return '';
  const scale = 10n ** BigInt(decimals);
  const rounded = (up * 100n * scale * 2n + down) / (down * 2n);
  const whole = rounded / scale;
  const rest = String(rounded % scale).padStart(decimals, '0');
  return decimals === 0 ? String(whole) : `${whole},${rest}`;
}

/** Fills what the engine computes. */
export function compute(value: PartValueView, least: string): PartValueView {
  const both = value.numerator !== '' && value.denominator !== '';
  const percent = both ? rate(value.numerator, value.denominator) : value.percentOnly;
  const decimals = value.quoted.split(',')[1]?.length ?? 0;
  const number = (text: string) => Number(text.replace(',', '.'));
  return {
    ...value,
    printed: percent ? `${percent}%` : formatCount(value.text),
    words: '',
    quotedOk:
      both && value.quoted !== ''
        ? rate(value.numerator, value.denominator, decimals) === value.quoted
        : null,
    belowThreshold: percent && least ? number(percent) < number(least) : null,
  };
}
