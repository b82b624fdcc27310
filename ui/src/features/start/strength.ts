/** A rough word on how hard a passphrase is to guess. The engine decides what it accepts. */

/** Fewest characters. */
export const LEAST = 8;

export type Strength = 'none' | 'short' | 'weak' | 'fair' | 'good';

/** Judges by length, variety and words; a long phrase beats a short riddle. */
export function strength(passphrase: string): Strength {
  const text = passphrase.normalize('NFC');
  if (text === '') return 'none';
  if (text.length < LEAST) return 'short';
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d\s]/u].filter((kind) =>
    kind.test(text),
  ).length;
  const words = text.trim().split(/\s+/).length;
  const distinct = new Set(text).size;
  if (distinct < 5 || /^(\d+|[a-z]+)$/i.test(text))
    return text.length >= 20 && distinct > 8 ? 'fair' : 'weak';
  const points = text.length / 4 + kinds + (words - 1) * 1.5;
  if (points >= 8) return 'good';
  return points >= 5 ? 'fair' : 'weak';
}
