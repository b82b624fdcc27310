import { describe, expect, it } from 'vitest';

import { parsePoints } from './text';

describe('points', () => {
  it.each([
    ['2', '2'],
    ['1.50', '1,5'],
    ['0,25', '0,25'],
    [' ', ''],
  ])('are read as people write them: %s', (typed, value) => {
    expect(parsePoints(typed, '2')).toBe(value);
  });

  it.each(['2,01', '-1', 'hai', '1,005', '3'])(
    'are never more than the item can bring: %s',
    (typed) => {
      expect(parsePoints(typed, '2')).toBeNull();
    },
  );
});
