import { expect, test } from 'vitest';

import type { DossierBlockView, DossierSaidView } from '$/api';

import { complaint, linesOf } from './dossiers.svelte';

const said = (row: string, source: string): DossierSaidView => ({
  row,
  source,
  stated: {},
  sums: {},
  rates: {},
});

const block = (of: Partial<DossierBlockView>): DossierBlockView => ({
  from: '',
  to: '',
  field: '',
  said: [],
  notes: [],
  ...of,
});

test('report and software have a line each before anything is typed', () => {
  expect(linesOf(block({})).map((line) => line.key)).toEqual(['report', 'software']);
  const lines = linesOf(block({ said: [said('a', 'software'), said('b', 'software')] }));
  expect(lines.map((line) => line.key)).toEqual(['report', 'software', 'b']);
});

test('what is wrong shows at its own row, or at both where sources differ', () => {
  const [one, other] = [said('a', 'report'), said('b', 'software')];
  const note = (row: string, text: string) => ({ row, columns: ['x'], text, wrong: true });
  const wrong = block({ said: [one, other], notes: [note('a', 'lệch 4'), note('', 'khác')] });
  expect(complaint(wrong, one, 'x')).toBe('lệch 4 khác');
  expect(complaint(wrong, other, 'x')).toBe('khác');
  expect(complaint(wrong, one, 'y')).toBe('');
});
