import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { QUIET, Unsaved } from './unsaved.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const kept = () => Promise.resolve(null);
const refused = () => Promise.resolve({ code: 'E-DISK-FULL', message: 'Ổ đĩa đã đầy.' });

test('saves after a second of quiet, only the last text', async () => {
  const write = vi.fn(kept);
  const field = new Unsaved<string>(write);

  field.note('một');
  await vi.advanceTimersByTimeAsync(QUIET - 1);
  field.note('một cửa');
  await vi.advanceTimersByTimeAsync(QUIET - 1);
  expect(write).not.toHaveBeenCalled();
  expect(field.state).toBe('dirty');
  await vi.advanceTimersByTimeAsync(1);

  expect(write.mock.calls).toEqual([['một cửa']]);
  expect(field.state).toBe('saved');
  expect(field.value).toBeUndefined();
});

test('a failed save keeps the value and tries again when told', async () => {
  const write = vi.fn<(value: string) => ReturnType<typeof refused> | Promise<null>>(refused);
  const field = new Unsaved<string>(write);

  await field.set('đã gõ');
  expect(field.state).toBe('failed');
  expect(field.failure?.code).toBe('E-DISK-FULL');
  expect(field.value).toBe('đã gõ');

  write.mockImplementation(kept);
  await field.flush();
  expect(field.state).toBe('saved');
  expect(field.failure).toBeNull();
  expect(write.mock.calls).toEqual([['đã gõ'], ['đã gõ']]);
});

test('what is typed while saving is saved next', async () => {
  let finish: (failure: null) => void = () => {};
  const write = vi.fn(
    () =>
      new Promise<null>((resolve) => {
        finish = resolve;
      }),
  );
  const field = new Unsaved<string>(write);

  void field.set('a');
  await vi.advanceTimersByTimeAsync(0);
  field.note('ab');
  finish(null);
  await vi.advanceTimersByTimeAsync(0);
  expect(field.state).toBe('dirty');
  await vi.advanceTimersByTimeAsync(QUIET);
  finish(null);
  await vi.advanceTimersByTimeAsync(0);

  expect(write.mock.calls).toEqual([['a'], ['ab']]);
  expect(field.state).toBe('saved');
});

test('half a syllable is not saved while an input method composes', async () => {
  const write = vi.fn(kept);
  const field = new Unsaved<string>(write);

  field.compose(true);
  field.note('tie');
  await vi.advanceTimersByTimeAsync(QUIET * 3);
  expect(write).not.toHaveBeenCalled();
  field.note('tiếng');
  field.compose(false);
  await vi.advanceTimersByTimeAsync(QUIET);

  expect(write.mock.calls).toEqual([['tiếng']]);
});
