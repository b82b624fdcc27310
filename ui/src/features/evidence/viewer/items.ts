/** The item somebody means: `mc3`, `MC-03`, `mc 03`. */
import type { NamedItem } from '../host';

export function itemOf(typed: string, known: readonly NamedItem[]): NamedItem | undefined {
  const key = (code: string) => {
    const read = /^\s*(\p{L}+)[\s.-]*0*(\d+)\s*$/u.exec(code);
    return read ? `${read[1]?.toUpperCase()}-${read[2]}` : code.trim().toUpperCase();
  };
  return known.find((one) => key(one.id) === key(typed));
}
