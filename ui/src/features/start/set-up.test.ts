import { expect, test } from 'vitest';

import { t } from '$/i18n';

import { faultsOf } from './set-up.svelte';
import { strength } from './strength';

const FULL = {
  name: 'Cán bộ thử',
  title: 'Chuyên viên',
  office: 'Sở Nội vụ',
  passphrase: 'bon tu khong dau',
};

test('a full form has no faults', () => expect(faultsOf(FULL, FULL.passphrase)).toEqual({}));

test('two different passphrases are refused', () => {
  expect(faultsOf(FULL, 'bon tu khong dao')).toEqual({ again: t.start.differ });
});

test('a short passphrase is refused before it is compared', () => {
  expect(faultsOf({ ...FULL, passphrase: 'ngan' }, '')).toEqual({ passphrase: t.start.tooShort });
});

test('a long phrase beats a short riddle', () => {
  expect(strength('12345678')).toBe('weak');
  expect(strength('aaaaaaaaaaaa')).toBe('weak');
  expect(strength('Xk9#')).toBe('short');
  expect(strength('cau tre muoi lam')).toBe('good');
});
