import { expect, test } from 'vitest';

import { asLines } from './strokes';

test('strokes are integers inside the field', () => {
  const strokes = [
    {
      points: [
        { x: 1.4, y: 2.6 },
        { x: 120.2, y: -3 },
      ],
    },
    { points: [] },
    { points: [{ x: 5, y: 6 }] },
  ];

  expect(asLines(strokes, 100.2, 50)).toEqual({
    width: 100,
    height: 50,
    lines: [
      [1, 3, 100, 0],
      [5, 6],
    ],
  });
});
