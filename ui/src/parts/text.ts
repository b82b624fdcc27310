/** Text as people write it: numbers, dates and times of Vietnam, folded for filtering. */

const SPACES = /[\s\u00a0\u202f]/g;

/**
 * A count as typed, as plain digits; `''` for nothing, `null` for what is no count.
 * Points group thousands: `4.545` and `4545` are the same, `4,5` is none.
 */
export function parseCount(typed: string): string | null {
  const text = typed.normalize('NFC').replace(SPACES, '');
  if (text === '') return '';
  if (!/^\d+$/.test(text) && !/^\d{1,3}(\.\d{3})+$/.test(text)) return null;
  const digits = text.replaceAll('.', '').replace(/^0+(?=\d)/, '');
  return digits.length > 15 ? null : digits;
}

/** `4545` as `4.545`; anything that is not plain digits comes back unchanged. */
export function formatCount(digits: string): string {
  return /^\d+$/.test(digits) ? digits.replace(/\B(?=(\d{3})+$)/g, '.') : digits;
}

/** A percentage as typed (`44,66`, `44,66%`, `44.66`), with a decimal comma; `null` when it is none. */
export function parsePercent(typed: string): string | null {
  const text = typed.normalize('NFC').replace(SPACES, '').replace(/%$/, '');
  if (text === '') return '';
  return /^\d{1,6}([.,]\d{1,6})?$/.test(text) ? text.replace('.', ',') : null;
}

/** A day as typed (`15/9/2022`, `15-9-22`, `15092022`) as `2022-09-15`; `''` for nothing, `null` for none. */
export function parseDate(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  const parts =
    /^(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4}|\d{2})$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (!parts) return null;
  const [day, month] = [Number(parts[1]), Number(parts[2])];
  const year = Number(parts[3]) + (parts[3]?.length === 2 ? 2000 : 0);
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900;
  return real ? date.toISOString().slice(0, 10) : null;
}

/** `2022-09-15` as `15/09/2022`; anything else comes back unchanged. */
export function formatDate(iso: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? iso.split('-').reverse().join('/') : iso;
}

/** A time as typed (`8:5`, `8h05`, `8 giờ 5`, `0805`, `8`) as `08:05`; `''` for nothing, `null` for none. */
export function parseTime(typed: string): string | null {
  const text = typed.normalize('NFC').trim().toLowerCase();
  if (text === '') return '';
  const parts =
    /^(\d{1,2})\s*(?:[:.hg,]|giờ)\s*(\d{1,2})?\s*(?:p|phút|ph)?$/.exec(text) ??
    /^(\d{1,2})(\d{2})?$/.exec(text);
  if (!parts) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Without marks, `đ` as `d`, lower case: for filtering short lists on the screen. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}

/** `1153434` bytes as `1,1 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'kB'] : [bytes / 1024 / 1024, 'MB'];
  return `${value.toFixed(1).replace('.', ',')} ${unit}`;
}

/** Letters for a round badge: the first of the last two words. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).slice(-2);
  return words.map((word) => word.charAt(0).toLocaleUpperCase('vi')).join('');
}

/** Points in hundredths; `null` when it is no number of points. */
function hundredths(text: string): number | null {
  const parts = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text);
  if (!parts) return null;
  return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
}

/** Points as typed (`2`, `1.50`) with a comma and no needless zeros; `''` for nothing, `null` for none or more than `most`. */
export function parsePoints(typed: string, most: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  const points = hundredths(text);
  const limit = hundredths(most);
  if (points === null || (limit !== null && points > limit)) return null;
  const rest = String(points % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.trunc(points / 100)}${rest ? `,${rest}` : ''}`;
}

/** A name at the beginning of a line: `hồ sơ đúng hạn` as a label is `Hồ sơ đúng hạn`. */
export function capital(text: string): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase('vi') + rest.join('');
}
