import { expect, test } from 'vitest';

import { formatCount } from '$/parts/text';

import { blankPart } from '../answers';
import { complete, fraction, inMode, modeOf } from './rate';

const part = (change: object) => ({ ...blankPart('ty_le'), ...change });

test.each([
  [{}, 'counts'],
  [{ numerator: '14', denominator: '27' }, 'counts'],
  [{ percentOnly: '44,66' }, 'percent'],
  [{ numerator: '3', numeratorTo: '4', denominator: '9' }, 'range'],
  [{ stated: true }, 'stated'],
])('%o is stated as %s', (change, mode) => {
  expect(modeOf(part(change))).toBe(mode);
});

test('only the fields of a way of stating are kept', () => {
  const value = part({ numerator: '14', denominator: '27', quoted: '51,8', asOf: '2022-09-15' });

  expect(inMode(value, 'percent')).toEqual(part({ asOf: '2022-09-15' }));
  expect(inMode(value, 'stated')).toEqual(part({ asOf: '2022-09-15', stated: true }));
  expect(inMode(value, 'counts')).toEqual(value);
});

test('counts read as people write them', () => {
  expect(fraction(part({ numerator: '2756', denominator: '4545' }), formatCount)).toBe(
    '2.756/4.545',
  );
  expect(fraction(part({ numerator: '3', numeratorTo: '4', denominator: '9' }), formatCount)).toBe(
    '3–4/9',
  );
  expect(fraction(part({ numerator: '3' }), formatCount)).toBe('');
});

test.each([
  [{}, true],
  [{ numerator: '14' }, false],
  [{ denominator: '27' }, false],
  [{ numerator: '0', denominator: '27' }, true],
  [{ percentOnly: '44,66' }, true],
  [{ quoted: '51,8' }, false],
  [{ asOf: '2022-09-15' }, false],
  [{ stated: true, asOf: '2022-09-15' }, true],
])('%o says enough: %s', (change, enough) => {
  expect(complete(part(change))).toBe(enough);
});
