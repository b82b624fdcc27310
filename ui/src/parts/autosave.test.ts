import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Autosave } from './autosave.svelte';
import { openFields } from './open-fields';

let field: HTMLTextAreaElement;
let leave: () => void;
let saved: string[];
let keeps: boolean;
let autosave: Autosave;

beforeEach(() => {
  vi.useFakeTimers();
  saved = [];
  keeps = true;
  field = document.body.appendChild(document.createElement('textarea'));
  autosave = new Autosave(async (text) => {
    if (keeps) saved.push(text);
    return keeps;
  });
  leave = autosave.attach(field);
});

afterEach(() => {
  leave();
  field.remove();
  vi.useRealTimers();
});

function type(text: string, isComposing = false) {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { isComposing }));
}

test('saves after a second of quiet, once', async () => {
  type('t');
  await vi.advanceTimersByTimeAsync(900);
  type('ti');
  await vi.advanceTimersByTimeAsync(900);

  expect(saved).toEqual([]);

  await vi.advanceTimersByTimeAsync(200);

  expect(saved).toEqual(['ti']);
  expect(autosave.state).toBe('saved');
});

test('saves what Unikey leaves behind: Backspaces and new letters, no composition', async () => {
  for (const text of ['tie', 'tiee', 'ti', 'tiê', 'tiên', 'tiêng', 'ti', 'tiếng']) type(text);
  await vi.advanceTimersByTimeAsync(1000);

  expect(saved).toEqual(['tiếng']);
});

test('waits while something is being composed, then saves', async () => {
  field.dispatchEvent(new CompositionEvent('compositionstart'));
  type('tie', true);
  await vi.advanceTimersByTimeAsync(5000);

  expect(saved).toEqual([]);

  field.value = 'tiếng';
  field.dispatchEvent(new CompositionEvent('compositionend'));
  await vi.advanceTimersByTimeAsync(1000);

  expect(saved).toEqual(['tiếng']);
});

test('saves at once when the field is left', async () => {
  type('vội');
  field.dispatchEvent(new FocusEvent('blur'));
  await vi.advanceTimersByTimeAsync(0);

  expect(saved).toEqual(['vội']);
});

test('saves when the screen goes away', async () => {
  type('đang gõ dở');
  leave();
  await vi.advanceTimersByTimeAsync(0);

  expect(saved).toEqual(['đang gõ dở']);
});

test('saves composed letters and leaves the field as it is', async () => {
  const loose = 'tiếng'.normalize('NFD');
  type(loose);
  await vi.advanceTimersByTimeAsync(1000);

  expect(saved).toEqual(['tiếng'.normalize('NFC')]);
  expect(field.value).toBe(loose);
});

test('keeps what could not be saved and tries again', async () => {
  keeps = false;
  type('quan trọng');
  await vi.advanceTimersByTimeAsync(1000);

  expect(autosave.state).toBe('failed');

  keeps = true;
  await openFields.flush();

  expect(saved).toEqual(['quan trọng']);
  expect(autosave.state).toBe('saved');
});

test('is not saved twice in disorder when typing goes on during a save', async () => {
  let release = () => {};
  const order: string[] = [];
  const slow = new Autosave(async (text) => {
    order.push(text);
    if (text === 'một') await new Promise<void>((resolve) => (release = resolve));
    return true;
  });
  slow.note('một');
  const first = slow.flush();
  await vi.advanceTimersByTimeAsync(0);
  slow.note('một hai');
  const second = slow.flush();
  release();
  await Promise.all([first, second]);

  expect(order).toEqual(['một', 'một hai']);
  expect(slow.state).toBe('saved');
});
