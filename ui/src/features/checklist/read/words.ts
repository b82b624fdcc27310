/** Bases and parts of an item, in words. */
import type { ContentBasis, ContentPart } from '$/api';
import { t } from '$/i18n';
import { formatDate } from '$/parts/text';

/** `NĐ 61/2018/NĐ-CP (từ 21/06/2018 đến 30/06/2025)`. */
export function basisInWords(basis: ContentBasis): string {
  const days = daysInWords(basis);
  return days ? `${basis.text} (${days})` : basis.text;
}

/** `từ 21/06/2018 đến 30/06/2025`; empty for always. */
export function daysInWords({ from, to }: { from: string; to: string }): string {
  return t.checklist.read.days(formatDate(from), formatDate(to));
}

/** `Hồ sơ trực tuyến – Số đếm (hồ sơ)`. */
export function partInWords(part: ContentPart): string {
  const about = [
    part.unit,
    part.numerator && `${part.numerator} / ${part.denominator}`,
    part.least && t.checklist.edit.part.atLeast(part.least),
    part.options.join(', '),
  ].filter(Boolean);
  const kind = t.checklist.edit.part.kinds[part.kind] ?? part.kind;
  return `${part.label} – ${kind}${about.length > 0 ? ` (${about.join('; ')})` : ''}`;
}
