import { describe, expect, test } from 'vitest';

import { wordDiff } from './word-diff';

const side = (before: string, after: string, gone: 'gone' | 'new') =>
  wordDiff(before, after)
    .filter((one) => one.kind !== (gone === 'gone' ? 'new' : 'gone'))
    .map((one) => one.text)
    .join('');

describe('changed words', () => {
  test('marks only the words that changed', () => {
    expect(wordDiff('Chưa giao kế hoạch', 'Chậm giao kế hoạch')).toEqual([
      { kind: 'gone', text: 'Chưa ' },
      { kind: 'new', text: 'Chậm ' },
      { kind: 'same', text: 'giao kế hoạch' },
    ]);
  });

  test('what was added or taken away at the end is marked', () => {
    expect(wordDiff('một hai', 'một hai ba').at(-1)).toEqual({ kind: 'new', text: 'ba' });
    expect(wordDiff('một hai ba', 'một hai').at(-1)).toEqual({ kind: 'gone', text: 'ba' });
  });

  test('the second text can be read whole, whatever changed', () => {
    const [before, after] = ['a b c d e', 'b x d\nf'];
    expect(side(before, after, 'new').replaceAll(/\s+/g, ' ')).toBe('b x d f');
  });

  test('from nothing everything is new', () => {
    expect(wordDiff('', 'Đạt')).toEqual([{ kind: 'new', text: 'Đạt' }]);
    expect(wordDiff('Đạt', '')).toEqual([{ kind: 'gone', text: 'Đạt' }]);
  });
});
