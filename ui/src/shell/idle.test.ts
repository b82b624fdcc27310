import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { engineLeaves, engineSays } from '$/api/testing';
import { session } from '$/frame/session.svelte';
import { openFields } from '$/parts/open-fields';

import { watchIdle } from './idle';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  engineLeaves();
});

test('locks after the minutes set, counted from the last sign of life', () => {
  const lock = vi.fn();
  const stop = watchIdle(() => 5, lock);

  vi.advanceTimersByTime(4 * MINUTE);
  window.dispatchEvent(new Event('pointermove'));
  vi.advanceTimersByTime(4 * MINUTE);

  expect(lock).not.toHaveBeenCalled();

  vi.advanceTimersByTime(MINUTE + 5000);
  stop();

  expect(lock).toHaveBeenCalledOnce();
});

test('never locks with zero minutes', () => {
  const lock = vi.fn();
  const stop = watchIdle(() => 0, lock);
  vi.advanceTimersByTime(600 * MINUTE);
  stop();

  expect(lock).not.toHaveBeenCalled();
});

test('saves every open field before the store is locked', async () => {
  const calls = engineSays({
    set_note: () => null,
    lock: () => null,
    session: () => ({ ...session.view, state: 'locked' }),
  });
  const { commands } = await import('$/api');
  const forget = openFields.add(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await commands.setNote('v', 'CD-01', 'đang gõ dở');
  });

  const locked = session.lock(true);
  await vi.advanceTimersByTimeAsync(300);
  await locked;
  forget();

  expect(calls.map((call) => call.command)).toEqual(['set_note', 'lock', 'session']);
  expect(session.wentIdle).toBe(true);
});
