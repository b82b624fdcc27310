import { expect, test, vi } from 'vitest';

import { engineSays, refuses } from '$/api/testing';
import type { SearchHit } from '$/api';

import { actsFor, type Act } from './acts';
import { Finder } from './finder.svelte';
import { whereIs } from './where-is';

const act = (label: string): Act => ({ label, keys: [], icon: {} as Act['icon'], run: () => {} });
const hit = (kind: SearchHit['kind'], text: string): SearchHit => ({
  kind,
  shown: [{ text, hit: true }],
  about: '',
  campaign: 'c',
  visit: '',
  item: '',
});

test('acts are found by every word, without marks', () => {
  const acts = [act('Khóa chương trình'), act('Thùng rác'), act('Đợt kiểm tra mới')];

  expect(actsFor(acts, 'khoa trinh').map((one) => one.label)).toEqual(['Khóa chương trình']);
  expect(actsFor(acts, 'dot moi').map((one) => one.label)).toEqual(['Đợt kiểm tra mới']);
  expect(actsFor(acts, '')).toHaveLength(3);
});

test('nobody undoes by the code of the item that was judged last', () => {
  const undo = { ...act('Hoàn tác “Đạt – mục CN-01”'), words: 'Hoàn tác' };

  expect(actsFor([undo], 'CN-01')).toEqual([]);
  expect(actsFor([undo], 'hoan')).toEqual([undo]);
});

test('acts and hits share one row of choices, grouped by kind', async () => {
  vi.useFakeTimers();
  engineSays({ search: () => [hit('finding', 'a'), hit('finding', 'b'), hit('answer', 'c')] });
  const finder = new Finder('', [act('Thùng rác'), act('Cài đặt')]);
  expect(finder.count).toBe(2);

  finder.type('rac');
  await vi.advanceTimersByTimeAsync(200);

  expect(finder.groups.map((group) => [group.kind, group.first, group.entries.length])).toEqual([
    ['act', 0, 1],
    ['finding', 1, 2],
    ['answer', 3, 1],
  ]);
  finder.move(-1);
  expect(finder.chosen).toEqual({ hit: hit('answer', 'c') });
  vi.useRealTimers();
});

test('a late answer to what was typed before is dropped', async () => {
  vi.useFakeTimers();
  engineSays({ search: ({ text }) => [hit('finding', String(text))] });
  const finder = new Finder('', []);

  finder.type('niem');
  await vi.advanceTimersByTimeAsync(120);
  finder.type('niem yet');
  await vi.advanceTimersByTimeAsync(500);

  expect(finder.hits.map((one) => one.shown[0]?.text)).toEqual(['niem yet']);
  vi.useRealTimers();
});

test('an index that is made for long shows how far it came and can be stopped', async () => {
  vi.useFakeTimers();
  let refuse = () => {};
  const calls = engineSays({
    search: () =>
      new Promise((_, no) => {
        refuse = () => no({ code: 'E-STOPPED', message: 'Đã dừng theo yêu cầu.' });
      }),
    work_progress: () => ({ done: 20, of: 80 }),
    stop_work: () => {
      refuse();
      return null;
    },
  });
  const finder = new Finder('', []);
  finder.type('niem');
  await vi.advanceTimersByTimeAsync(500);
  expect(finder.work.shown).toBe(false);
  await vi.advanceTimersByTimeAsync(1500);
  expect([finder.work.shown, finder.work.done, finder.work.of]).toEqual([true, 20, 80]);

  await finder.work.stop();
  await vi.advanceTimersByTimeAsync(1);

  expect(calls.filter((call) => call.command === 'stop_work')).toHaveLength(1);
  expect([finder.work.shown, finder.stopped, finder.failure]).toEqual([false, true, null]);
  vi.useRealTimers();
});

test('a search that fails is told as a failure', async () => {
  vi.useFakeTimers();
  engineSays({ search: refuses('E-STORE-DB', 'Cơ sở dữ liệu từ chối thao tác.') });
  const finder = new Finder('', []);
  finder.type('niem');
  await vi.advanceTimersByTimeAsync(500);
  expect([finder.stopped, finder.failure?.code]).toEqual([false, 'E-STORE-DB']);
  vi.useRealTimers();
});

test('a hit opens the screen on which its words stand', () => {
  const at = (kind: SearchHit['kind'], visit = '') => whereIs({ ...hit(kind, 'a'), visit });

  expect(at('minutes', 'v')).toEqual({ screen: 'minutes', id: 'v' });
  expect(at('answer', 'v')).toEqual({ screen: 'visit', id: 'v' });
  expect(at('notice')).toEqual({ screen: 'notice', campaign: 'c' });
  expect(at('letter')).toEqual({ screen: 'follow-up', id: 'c' });
  expect(at('report')).toEqual({ screen: 'follow-up', id: 'c' });
  expect(at('paper')).toEqual({ screen: 'campaign', id: 'c' });
});
