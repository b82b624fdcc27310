import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { LayoutForm, LayoutView } from '$/api';
import { engineSays, refuses } from '$/api/testing';
import { QUIET } from '$/parts/unsaved.svelte';

import { Layout } from './layout.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const FORM: LayoutForm = {
  parent: '',
  agency: '',
  symbol: '',
  intro: '',
  closing: '',
  recipients: '',
  order: ['attendance', 'results', 'unit-says'],
  leftOut: [],
};

const view = (form: Partial<LayoutForm> = {}, version = '1'): LayoutView => ({
  campaign: 'c1',
  campaignName: 'Kiểm tra năm 2022',
  sample: false,
  unitName: 'Xã B',
  form: { ...FORM, ...form },
  usual: FORM,
  pages: 1,
  version,
  undo: null,
  redo: null,
  kept: [],
  keptUndo: null,
});

async function open(replies: Parameters<typeof engineSays>[0]) {
  const calls = engineSays({ layout: () => view(), ...replies });
  const layout = new Layout('c1');
  await layout.load();
  return { layout, saved: () => calls.filter((call) => call.command === 'set_layout') };
}

const echo = (args: Record<string, unknown>) => view(args['form'] as LayoutForm, '2');

test('a text is saved after quiet and shown meanwhile', async () => {
  const { layout, saved } = await open({ set_layout: echo });
  layout.note('agency', 'ĐOÀN KIỂM TRA');
  expect(layout.form?.agency).toBe('ĐOÀN KIỂM TRA');
  expect(saved()).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(QUIET);
  expect(saved()).toHaveLength(1);
  expect(layout.view?.version).toBe('2');
});

test('a part moves over its neighbour and not past the ends', async () => {
  const { layout, saved } = await open({ set_layout: echo });
  await layout.move('unit-says', -1);
  expect(layout.form?.order).toEqual(['attendance', 'unit-says', 'results']);
  await layout.move('attendance', -1);
  expect(saved()).toHaveLength(1);
});

test('what was refused stays on screen with the reason', async () => {
  const { layout } = await open({ set_layout: refuses('E-LAYOUT', 'Ký hiệu chưa đúng.') });
  layout.note('symbol', 'KL');
  await layout.flush();
  expect(layout.form?.symbol).toBe('KL');
  expect(layout.unsaved.failure?.code).toBe('E-LAYOUT');
});
