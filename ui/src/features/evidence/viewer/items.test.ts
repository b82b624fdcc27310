import { expect, it } from 'vitest';

import { itemOf } from './items';
import { moment } from './moment';

const known = [
  { id: 'MC-03', title: 'Niêm yết' },
  { id: 'MC-13', title: 'Khác' },
];

it('finds an item however its code is typed', () => {
  for (const typed of ['MC-03', 'mc3', ' mc 03 ', 'Mc-3']) {
    expect(itemOf(typed, known)?.id).toBe('MC-03');
  }
  expect(itemOf('mc', known)).toBeUndefined();
  expect(itemOf('XX-99', known)).toBeUndefined();
});

it('shows the clock of the camera as people write it, and odd ones as they are', () => {
  expect(moment('2022-09-15 09:14:02')).toBe('09:14:02, 15/09/2022');
  expect(moment('sáng nay')).toBe('sáng nay');
});
