import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { PartValueView } from '$/api';
import { engineSays, refuses, type Call } from '$/api/testing';
import { QUIET } from '$/parts/unsaved.svelte';

import { blankPart } from './answers';
import { answer, saved, visitView } from './testing';
import { Visit } from './visit.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Replies = Parameters<typeof engineSays>[0];

async function open(replies: Replies = {}): Promise<{ visit: Visit; calls: Call[] }> {
  const calls = engineSays({ visit: () => visitView(), ...replies });
  const visit = new Visit('v1');
  await visit.load();
  return { visit, calls };
}

const asked = (calls: Call[], command: string) =>
  calls.filter((call) => call.command === command).map((call) => call.args);

test('opens at the first item without an answer', async () => {
  const { visit } = await open({
    visit: () => visitView({ answers: [answer('CD-01', { verdict: 'met' })] }),
  });

  expect([visit.area, visit.item]).toEqual(['CD', 'CD-02']);
});

test('says saved only with the time of the commit', async () => {
  const { visit } = await open({
    set_verdict: () => saved({ answer: answer('CD-01', { verdict: 'met' }) }),
  });
  expect(visit.view?.lastSaved).toBe('');

  const judged = visit.judge('CD-01', 'met');
  expect(visit.verdict('CD-01')).toBe('met');
  expect(visit.view?.lastSaved).toBe('');
  await judged;

  expect(visit.view?.lastSaved).toBe('10:19:42');
  expect(visit.saving).toBe('saved');
});

test('a note is flushed when the item is left', async () => {
  const { visit, calls } = await open({
    set_note: (args) => saved({ answer: answer('CD-01', { note: String(args['text']) }) }),
  });

  visit.noteField('CD-01').note('Chưa có kế hoạch');
  visit.step(1);
  await vi.advanceTimersByTimeAsync(0);

  expect(visit.item).toBe('CD-02');
  expect(asked(calls, 'set_note')).toEqual([
    { visit: 'v1', item: 'CD-01', text: 'Chưa có kế hoạch' },
  ]);
});

test('a failed save keeps the text on screen until a retry succeeds', async () => {
  let full = true;
  const { visit } = await open({
    set_note: (args) =>
      full
        ? refuses('E-DISK-FULL', 'Ổ đĩa đã đầy.')({})
        : saved({ answer: answer('CD-01', { note: String(args['text']) }) }),
  });

  visit.noteField('CD-01').note('Không được mất');
  await vi.advanceTimersByTimeAsync(QUIET);
  expect(visit.saving).toBe('failed');
  expect(visit.failures[0]?.failure?.code).toBe('E-DISK-FULL');
  visit.open('TC-01');
  visit.open('CD-01');
  expect(visit.note('CD-01')).toBe('Không được mất');

  full = false;
  await visit.flush();
  expect(visit.saving).toBe('saved');
  expect(visit.note('CD-01')).toBe('Không được mất');
});

test('the same text is not saved twice', async () => {
  const { visit, calls } = await open({
    set_note: () => saved({ answer: answer('CD-01', { note: 'một' }) }),
  });

  await visit.noteField('CD-01').set('một');
  await visit.noteField('CD-01').set('một');

  expect(asked(calls, 'set_note')).toHaveLength(1);
});

test('a figure goes as a whole and comes back computed', async () => {
  const { visit, calls } = await open({
    set_part: (args) =>
      saved({
        answer: answer('CD-01', {
          parts: [{ ...blankPart('ty_le'), ...(args['value'] as object), printed: '51,85%' }],
        }),
      }),
  });

  const before = visit.part('CD-01', 'ty_le');
  visit.partField('CD-01', 'ty_le').note({ ...before, numerator: '14' });
  visit.partField('CD-01', 'ty_le').note({ ...visit.part('CD-01', 'ty_le'), denominator: '27' });
  await vi.advanceTimersByTimeAsync(QUIET);

  expect(asked(calls, 'set_part')).toHaveLength(1);
  expect(visit.part('CD-01', 'ty_le').printed).toBe('51,85%');
});

test('undo saves what is typed before it takes the latest edit back', async () => {
  const { visit, calls } = await open({
    set_note: () => saved({ answer: answer('CD-01', { note: 'mới' }) }),
    undo: () => visitView({ answers: [answer('CD-01')] }),
  });

  visit.noteField('CD-01').note('mới');
  const undone = visit.undo();
  await vi.advanceTimersByTimeAsync(0);
  await undone;

  const edits = calls.map((call) => call.command).filter((command) => command !== 'last_time');
  expect(edits).toEqual(['visit', 'set_note', 'undo']);
  expect(visit.note('CD-01')).toBe('');
});

test('an item that was just judged stays in the list of what remains', async () => {
  const { visit } = await open({
    set_verdict: () => saved({ answer: answer('CD-01', { verdict: 'met' }) }),
  });

  visit.show('remaining');
  await visit.judge('CD-01', 'met');
  expect(visit.shown.flatMap((area) => area.items).map((one) => one.id)).toContain('CD-01');
  visit.step(1);

  expect(visit.shown.flatMap((area) => area.items).map((one) => one.id)).toEqual([
    'CD-02',
    'TC-01',
  ]);
});

test('a step past the end of an area goes on in the next', async () => {
  const { visit } = await open();

  visit.open('CD-02');
  visit.step(1);
  expect([visit.area, visit.item]).toEqual(['TC', 'TC-01']);
  visit.step(1);
  expect(visit.item).toBe('TC-01');
  visit.step(-1);
  expect(visit.item).toBe('CD-02');
});

test('a filter leads to the first item that fits it', async () => {
  const { visit } = await open({
    visit: () =>
      visitView({
        answers: [answer('CD-01', { verdict: 'met' }), answer('TC-01', { verdict: 'not-met' })],
      }),
  });

  visit.show('not-met');

  expect(visit.item).toBe('TC-01');
  expect(visit.shown.flatMap((area) => area.items).map((one) => one.id)).toEqual(['TC-01']);
});

test('one of two counts waits for the other, on screen and through a change of item', async () => {
  const { visit, calls } = await open({
    set_part: (args) =>
      saved({ answer: answer('CD-01', { parts: [args['value'] as PartValueView] }) }),
  });
  const field = visit.partField('CD-01', 'ty_le');

  field.note({ ...visit.part('CD-01', 'ty_le'), numerator: '14' });
  visit.open('TC-01');
  await vi.advanceTimersByTimeAsync(QUIET);
  expect(asked(calls, 'set_part')).toEqual([]);
  expect(visit.saving).toBe('dirty');
  expect(visit.part('CD-01', 'ty_le').numerator).toBe('14');

  await field.set({ ...visit.part('CD-01', 'ty_le'), denominator: '27' });
  expect(asked(calls, 'set_part')).toHaveLength(1);
  expect(visit.saving).toBe('saved');
});

test('what figures point out appears at items that nobody touched, and goes again', async () => {
  const warnings = [{ item: 'TC-01', texts: ['Chưa kiểm tra việc xin lỗi.'] }];
  const replies = [saved({ warnings }), saved()];
  const { visit } = await open({ set_verdict: () => replies.shift() });

  await visit.judge('CD-01', 'met');
  expect(visit.answer('TC-01').warnings).toEqual(['Chưa kiểm tra việc xin lỗi.']);

  await visit.judge('CD-01', 'not-met');
  expect(visit.answer('TC-01').warnings).toEqual([]);
});

test('an item that figures hide leaves the list', async () => {
  let hidden = false;
  const areas = () => visitView().areas.slice(0, hidden ? 1 : 2);
  const { visit } = await open({
    visit: () => visitView({ areas: areas() }),
    set_verdict: () => {
      hidden = true;
      return saved({ asked: 2 });
    },
  });

  await visit.judge('CD-01', 'met');

  expect(visit.items.map((item) => item.id)).toEqual(['CD-01', 'CD-02']);
});
