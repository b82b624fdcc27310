import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { MinutesView, SlotView, StandingView } from '$/api';
import { engineSays, refuses } from '$/api/testing';
import { QUIET } from '$/parts/unsaved.svelte';

import { Minutes } from './minutes.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SLOT: SlotView = {
  id: 'opening',
  title: 'Mở đầu',
  generated: 'Hôm nay, hồi 08 giờ 00 phút.',
  edited: null,
  movedOn: false,
  woven: null,
};

const PAPER: StandingView = {
  state: 'draft',
  revision: 1,
  signers: [],
  sealedAt: '',
  sealDigest: '',
  afterSeal: [],
  supplement: 0,
  withdrawable: false,
  papers: [],
  scans: [],
  afterSigning: null,
  witnesses: [],
};

function view(slot: Partial<SlotView> = {}, change: Partial<MinutesView> = {}): MinutesView {
  return {
    visit: 'v1',
    paper: PAPER,
    addedTo: null,
    attendance: null,
    extent: '',
    usualExtent: 'full',
    slots: [{ ...SLOT, ...slot }],
    checks: [
      { level: 'block', text: 'Mục CD-05 có hai câu trả lời', item: 'CD-05' },
      { level: 'warn', text: 'Còn 3 mục chưa kiểm tra', item: '' },
    ],
    pages: 1,
    version: '1',
    fileName: 'BienBan.pdf',
    unitName: 'Xã B',
    campaignName: 'Kiểm tra năm 2022',
    campaign: 'c1',
    number: '',
    symbol: '/BB-ĐKT',
    nextNumber: '1',
    ...change,
  };
}

async function open(first: MinutesView, replies: Parameters<typeof engineSays>[0] = {}) {
  const calls = engineSays({
    minutes: () => first,
    visit: refuses('E-NOT-FOUND', 'Không còn.'),
    ...replies,
  });
  const minutes = new Minutes('v1');
  await minutes.load();
  return { minutes, edits: () => calls.filter((call) => call.command === 'set_slot') };
}

test('an edit is saved after quiet and stays beside the generated text', async () => {
  const { minutes, edits } = await open(view(), {
    set_slot: (args) => view({ edited: String(args['text']) }, { version: '2' }),
  });

  minutes.slots.field('opening').note('Hôm nay, hồi 08 giờ 05 phút.');
  await vi.advanceTimersByTimeAsync(QUIET);

  expect(edits()).toHaveLength(1);
  expect(minutes.current?.generated).toBe(SLOT.generated);
  expect(minutes.slots.state(minutes.current ?? SLOT)).toBe('edited');
  expect(minutes.view?.version).toBe('2');
});

test('the generated wording is no edit', async () => {
  const { minutes, edits } = await open(view({ edited: 'Khác' }), {
    set_slot: () => view(),
  });

  await minutes.slots.field('opening').set(SLOT.generated);

  expect(edits()[0]?.args['text']).toBeNull();
});

test('says that the data moved on, and either side can be taken', async () => {
  const { minutes, edits } = await open(view({ edited: 'Bản sửa', movedOn: true }), {
    set_slot: (args) => view({ edited: args['text'] as string | null, movedOn: false }),
  });
  const slot = minutes.current ?? SLOT;
  expect(minutes.slots.state(slot)).toBe('moved');

  await minutes.slots.keepEdit(slot);
  expect(edits().at(-1)?.args['text']).toBe('Bản sửa');
  expect(minutes.slots.state(minutes.current ?? SLOT)).toBe('edited');
  await minutes.slots.takeGenerated('opening');

  expect(edits().at(-1)?.args['text']).toBeNull();
  expect(minutes.slots.state(minutes.current ?? SLOT)).toBe('generated');
});

test('the edit and the new data are woven word by word', async () => {
  const woven = {
    text: 'Bản sửa, xã mới',
    clashes: 0,
    pieces: [
      { text: 'Bản sửa', origin: 'mine' as const, theirs: '' },
      { text: ', xã mới', origin: 'theirs' as const, theirs: '' },
    ],
  };
  const { minutes, edits } = await open(view({ edited: 'Bản sửa', movedOn: true, woven }), {
    set_slot: (args) => view({ edited: String(args['text']) }),
  });

  await minutes.slots.takeWoven(minutes.current ?? SLOT);

  expect(edits().at(-1)?.args['text']).toBe('Bản sửa, xã mới');
});

test('a failed save keeps the wording', async () => {
  const { minutes } = await open(view(), { set_slot: refuses('E-DISK-FULL', 'Ổ đĩa đã đầy.') });

  await minutes.slots.field('opening').set('Không được mất');

  expect(minutes.slots.saving).toBe('failed');
  expect(minutes.slots.text(minutes.current ?? SLOT)).toBe('Không được mất');
});

test('a gap in the wording is seen before sealing', async () => {
  const { minutes } = await open(view({ generated: 'Năm {nam} chưa ban hành.' }));

  expect(minutes.slots.state(minutes.current ?? SLOT)).toBe('gaps');
  expect(minutes.signing.blocks.map((one) => one.item)).toEqual(['CD-05']);
});

test('a wrong password is told and changes nothing', async () => {
  const { minutes } = await open(view(), {
    sign_certificate: refuses('E-KEY-PASSWORD', 'Mật khẩu chưa đúng.'),
  });

  const failure = await minutes.signing.signCertificate(
    { role: 'leader', picture: '', copy: null },
    '',
    'sai',
  );

  expect(failure?.code).toBe('E-KEY-PASSWORD');
  expect(minutes.view?.version).toBe('1');
});

test('a paper without the part at work shows its first part', async () => {
  const short = view({ id: 'rut_gon/KL', title: 'Kỷ luật' }, { extent: 'short', version: '2' });
  const { minutes } = await open(view(), { set_extent: () => short });
  expect(minutes.slot).toBe('opening');

  expect(await minutes.setExtent('short')).toBeNull();
  expect(minutes.view?.extent).toBe('short');
  expect(minutes.slot).toBe('rut_gon/KL');
});
