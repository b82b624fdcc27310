import { expect, test } from 'vitest';

import { asLines } from './strokes';

const strokes = [
  {
    points: [
      { x: 1.4, y: 2.6, time: 5000, pressure: 0.5 },
      { x: 120.2, y: -3, time: 5016.4, pressure: 1.2 },
    ],
  },
  { points: [] },
  { points: [{ x: 5, y: 6, time: 6000, pressure: 0.25 }] },
];

test('strokes are integers inside the field, with the time since the first touch', () => {
  expect(asLines(strokes, 100.2, 50, [false, false, false])).toEqual({
    width: 100,
    height: 50,
    lines: [
      [
        [1, 3, 0, null],
        [100, 0, 16, null],
      ],
      [[5, 6, 1000, null]],
    ],
  });
});

test('only what a pen drew has a pressure', () => {
  const { lines } = asLines(strokes, 100, 50, [true, true, false]);

  expect(lines.map((line) => line.map((point) => point[3]))).toEqual([[500, 1000], [null]]);
});

test('a clock that is set back while somebody signs does not make a negative time', () => {
  const back = [
    {
      points: [
        { x: 0, y: 0, time: 5000, pressure: 0 },
        { x: 1, y: 1, time: 10, pressure: 0 },
      ],
    },
  ];

  expect(asLines(back, 100, 50, [false]).lines[0]?.[1]?.[2]).toBe(0);
});
