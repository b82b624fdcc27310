import { expect, test, vi } from 'vitest';

import { engineSays } from '$/api/testing';
import type { TablePreview } from '$/api';

import { Import } from './import.svelte';

const PLACE = { target: 'register' as const, campaign: null, visit: 'v', register: 'so' };

const SHEET: TablePreview = {
  sheet: 'Sổ',
  firstRow: 1,
  rows: 2_000,
  letters: ['A'],
  preview: [['Mã hồ sơ']],
  wanted: [{ name: 'ma', label: 'Mã hồ sơ', required: true }],
  suggested: { headingRow: 1, columns: [{ name: 'ma', column: 0 }] },
};

test('the rows that are written are counted too, and only a check writes none', async () => {
  vi.useFakeTimers();
  let finish = () => {};
  const result = { lines: 2_000, added: 2_000, changed: 0, same: 0, removed: 0 };
  engineSays({
    import_table: () =>
      new Promise((done) => {
        finish = () => done({ ...result, problemCount: 0, problems: [], written: true });
      }),
    table_progress: () => 2_000,
    work_progress: () => ({ done: 500, of: 2_000 }),
  });
  const table = new Import(PLACE);
  table.preview = SHEET;
  table.columns = { ma: 0 };

  const checked = table.check();
  await vi.advanceTimersByTimeAsync(2_000);
  expect([table.rows, table.writing.shown]).toEqual([2_000, false]);
  finish();
  await checked;

  const written = table.run('all');
  await vi.advanceTimersByTimeAsync(2_000);
  expect([table.writing.shown, table.writing.done, table.writing.of]).toEqual([true, 500, 2_000]);
  finish();
  expect(await written).toBe(true);
  expect([table.writing.shown, table.busy]).toEqual([false, false]);
  vi.useRealTimers();
});
