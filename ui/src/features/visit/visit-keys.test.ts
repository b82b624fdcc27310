import { afterEach, expect, test, vi } from 'vitest';

import { engineSays } from '$/api/testing';
import { listen } from '$/parts/keys';

import { Desk } from './desk.svelte';
import { answer, saved, visitView } from './testing';
import { visitKeys } from './visit-keys';
import { Visit } from './visit.svelte';

let stop: () => void = () => {};
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

async function screen(digits = true) {
  const calls = engineSays({
    visit: () => visitView(),
    set_verdict: (args) =>
      saved({ answer: answer(String(args['item']), { verdict: String(args['verdict']) }) }),
  });
  const visit = new Visit('v1');
  await visit.load();
  const desk = new Desk(visit);
  stop = listen(
    visitKeys(desk, { digits: () => digits, follow: () => {}, first: () => {}, quick: () => {} }),
  );
  return { visit, desk, verdicts: () => calls.filter((call) => call.command === 'set_verdict') };
}

function press(code: string, on: Element = document.body) {
  on.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }));
}

test.each([
  ['Digit1', 'met'],
  ['Digit2', 'not-met'],
  ['Digit3', 'not-applicable'],
  ['Digit4', 'partly'],
  ['Numpad2', 'not-met'],
])('%s judges the open item %s', async (code, verdict) => {
  const { visit } = await screen();

  press(code);

  await vi.waitFor(() => expect(visit.verdict('CD-01')).toBe(verdict));
});

test('digits typed into a field are text', async () => {
  const { verdicts } = await screen();
  for (const name of ['input', 'textarea']) {
    const field = document.body.appendChild(document.createElement(name));
    press('Digit2', field);
  }

  expect(verdicts()).toEqual([]);
});

test('digits do nothing when they are turned off', async () => {
  const { verdicts } = await screen(false);

  press('Digit1');

  expect(verdicts()).toEqual([]);
});

test('arrows move between items but not out of a field', async () => {
  const { visit } = await screen();
  const field = document.body.appendChild(document.createElement('textarea'));

  press('ArrowDown', field);
  expect(visit.item).toBe('CD-01');
  press('ArrowDown');
  expect(visit.item).toBe('CD-02');
});

test('F9 asks for a finding, from inside a field too', async () => {
  const { desk } = await screen();
  const field = document.body.appendChild(document.createElement('input'));

  press('F9', field);

  expect(desk.dialog).toMatchObject({ kind: 'finding', item: 'CD-01' });
});
