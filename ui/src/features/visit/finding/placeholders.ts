/** Gaps in default wording: `{han}` stands for what nobody has filled in yet. */

const GAP = /\{[^{}\n]*\}/g;

/** One gap and where it stands. */
export interface Gap {
  /** Without braces: `han`. */
  name: string;
  start: number;
  end: number;
}

/** Every gap of a text, in order. */
export function gapsIn(text: string): Gap[] {
  return [...text.matchAll(GAP)].map((match) => ({
    name: match[0].slice(1, -1),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
