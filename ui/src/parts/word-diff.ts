/**
 * Which words changed between two texts. Our own and small: it runs where it is shown, needs no spans
 * across the border, and compares words, which is what people read.
 */

/** A stretch of words: in both texts, only in the first, or only in the second. */
export interface Stretch {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Beyond this many comparisons the texts are shown whole. */
const MOST = 400_000;

/** Words with the white space behind them, so that joined they are the text again. */
function words(text: string): string[] {
  return text.match(/\s*\S+\s*$|\s*\S+\s*/g) ?? [];
}

const bare = (word: string) => word.trim();

/** The two texts as stretches, in reading order. */
export function wordDiff(before: string, after: string): Stretch[] {
  const [old, now] = [words(before), words(after)];
  if (old.length * now.length > MOST) {
    return join([
      ...old.map((text) => ({ kind: 'gone' as const, text })),
      ...now.map((text) => ({ kind: 'new' as const, text })),
    ]);
  }
  // Longest common run of words from each pair of places to the end.
  const wide = now.length + 1;
  const longest = new Uint32Array((old.length + 1) * wide);
  const at = (i: number, j: number) => longest[i * wide + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const same = bare(old[i] ?? '') === bare(now[j] ?? '');
      longest[i * wide + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const found: Stretch[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [one, other] = [old[i], now[j]];
    if (one !== undefined && other !== undefined && bare(one) === bare(other)) {
      found.push({ kind: 'same', text: other });
      i += 1;
      j += 1;
    } else if (one !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      found.push({ kind: 'gone', text: one });
      i += 1;
    } else {
      found.push({ kind: 'new', text: other ?? '' });
      j += 1;
    }
  }
  return join(found);
}

/** Neighbours of one kind as one stretch. */
function join(stretches: Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const one of stretches) {
    const last = joined.at(-1);
    if (last?.kind === one.kind) last.text += one.text;
    else joined.push({ ...one });
  }
  return joined;
}
