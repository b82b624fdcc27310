import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { engineLeaves, engineSays, refuses } from '$/api/testing';
import { rooted } from '$/frame/rooted.svelte';

import { Pad } from './pad.svelte';

const FULL = refuses('E-PAD-FULL', 'Đĩa đã đầy.');
const note = (sheet: string, away = false) => ({ sheet, at: '', text: 'chữ', away });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  engineLeaves();
  vi.useRealTimers();
});

const made = () => rooted(() => new Pad());

test('a sheet is kept a second after the last key', async () => {
  const calls = engineSays({ begin_pad_sheet: () => 's1', write_pad_sheet: () => '10:00:00' });
  const { sheet } = made();
  sheet.type('T');
  await vi.advanceTimersByTimeAsync(900);
  sheet.type('Tiếp');
  await vi.advanceTimersByTimeAsync(900);
  expect(calls).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(calls.map((call) => call.args)).toEqual([{}, { sheet: 's1', text: 'Tiếp' }]);
  expect(sheet.savedAt).toBe('10:00:00');
});

test('what could not be kept stays on the sheet and is tried again', async () => {
  engineSays({ begin_pad_sheet: () => 's1', write_pad_sheet: FULL });
  const pad = made();
  pad.sheet.type('Không được mất');
  await pad.sheet.unsaved.flush();
  expect(pad.sheet.failure?.code).toBe('E-PAD-FULL');
  await pad.turn();
  expect(pad.sheet.text).toBe('Không được mất');

  const calls = engineSays({ begin_pad_sheet: () => 's2', write_pad_sheet: () => '10:00:01' });
  await pad.sheet.retry();
  expect(calls.at(-1)?.args).toEqual({ sheet: 's1', text: 'Không được mất' });
  expect(pad.sheet.failure).toBeNull();
});

test('a pad that can keep nothing says so before the first word', async () => {
  engineSays({ begin_pad_sheet: refuses('E-PAD-NO-KEY', 'Thiếu khóa.') });
  const { sheet } = made();
  await sheet.begin();
  expect(sheet.failure?.code).toBe('E-PAD-NO-KEY');
});

test('notes wait until they are put somewhere; the sheet at hand is none of them', async () => {
  engineSays({
    begin_pad_sheet: () => 's3',
    pad_notes: () => ({ notes: [note('s1'), note('s2', true), note('s3')], unreadable: 0 }),
  });
  const pad = made();
  await pad.sheet.begin();
  await pad.load();
  expect(pad.waiting.map((one) => one.sheet)).toEqual(['s1']);
  expect(pad.away.map((one) => one.sheet)).toEqual(['s2']);
  pad.forget();
  expect(pad.waiting).toEqual([]);
});
