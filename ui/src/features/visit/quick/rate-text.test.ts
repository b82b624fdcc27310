import { expect, test } from 'vitest';

import { blankPart } from '../answers';
import { RATE_TEXT, rateText, withRateText } from './rate-text';

const part = (change: object = {}) => ({ ...blankPart('ty_le'), ...change });

test.each([
  ['14', '14'],
  ['4.545', '4545'],
  ['44,66%', '44,66%'],
  ['44,66', '44,66%'],
  ['44.66', '44,66%'],
  ['45 %', '45%'],
  ['3-4', '3–4'],
  ['3 – 4', '3–4'],
  ['', ''],
])('%s left of the stroke means %s', (typed, meant) => {
  expect(RATE_TEXT.read(typed)).toBe(meant);
});

test.each(['%', '44,66,1', '3-', '3-x', 'chưa rõ', '-4'])('%s means nothing', (typed) => {
  expect(RATE_TEXT.read(typed)).toBeNull();
});

test('a percentage typed without counts is kept as that and read back', () => {
  const kept = withRateText(part({ numerator: '14', denominator: '27' }), '44,66%');

  expect(kept).toEqual(part({ percentOnly: '44,66' }));
  expect(RATE_TEXT.show(rateText(kept))).toBe('44,66%');
});

test('a count typed over a percentage takes its place', () => {
  expect(withRateText(part({ percentOnly: '44,66' }), '2756')).toEqual(part({ numerator: '2756' }));
});

test('a range keeps both ends', () => {
  const kept = withRateText(part({ denominator: '9' }), '3–4');

  expect(kept).toEqual(part({ numerator: '3', numeratorTo: '4', denominator: '9' }));
  expect(RATE_TEXT.show(rateText(kept))).toBe('3–4');
});

test('an empty field takes a percentage back, but not a statement without figures', () => {
  expect(withRateText(part({ percentOnly: '44,66' }), '')).toEqual(part());
  expect(withRateText(part({ stated: true }), '')).toEqual(part({ stated: true }));
});
