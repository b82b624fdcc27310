/** What the fields of figures ask for, and what they say when they do not get it. */
import { t } from '$/i18n';
import { formatCount, formatDate, parseCount, parseDate, parsePercent } from '$/parts/text';

import type { Meaning } from './typed.svelte';

export const COUNT: Meaning = { read: parseCount, show: formatCount, complaint: t.field.count };
export const PERCENT: Meaning = {
  read: parsePercent,
  show: (value) => value,
  complaint: t.field.percent,
};
export const DAY: Meaning = { read: parseDate, show: formatDate, complaint: t.field.date };
