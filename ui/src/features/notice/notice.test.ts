import { expect, test } from 'vitest';

import type { NoticeSlot, NoticeView } from '$/api';
import { engineSays, refuses } from '$/api/testing';

import { Notice } from './notice.svelte';

const part = (id: string, of: NoticeSlot['part']): NoticeSlot => ({
  slot: { id, title: id, generated: `Câu ${id}.`, edited: null, movedOn: false, woven: null },
  part: of,
  under: '',
  sources: [],
  figures: [],
  paragraph: null,
});

function view(slots: NoticeSlot[], version = '1'): NoticeView {
  return {
    campaign: 'c1',
    campaignName: 'Kiểm tra năm 2017',
    sample: false,
    paper: {
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
    },
    slots,
    kept: [],
    suggestions: [],
    leftOut: [],
    checks: [],
    pages: 1,
    version,
    withoutAnnexes: false,
    fileName: 'ThongBao.pdf',
    undo: '',
  };
}

const SLOTS = [part('mo_dau', 'opening'), part('a', 'shortcomings'), part('b', 'shortcomings')];

test('parts stand under their headings, and the first one is open', async () => {
  engineSays({ notice: () => view(SLOTS) });
  const notice = new Notice('c1');
  await notice.load();

  expect(notice.groups.map((group) => [group.part, group.slots.length])).toEqual([
    ['opening', 1],
    ['shortcomings', 2],
  ]);
  expect(notice.slot).toBe('mo_dau');
  notice.step(1);
  notice.step(1);
  notice.step(1);
  expect(notice.slot).toBe('b');
});

test('when the open part went into another one, the first part opens', async () => {
  engineSays({
    notice: () => view(SLOTS),
    merge_paragraphs: () => view(SLOTS.slice(0, 2), '2'),
  });
  const notice = new Notice('c1');
  await notice.load();
  notice.open('b');

  await notice.merge(['a', 'b']);

  expect(notice.slot).toBe('mo_dau');
});

test('a refused act says why and leaves the notice as it was', async () => {
  engineSays({
    notice: () => view(SLOTS),
    split_paragraph: refuses('E-DISK-FULL', 'Ổ đĩa đã đầy.'),
  });
  const notice = new Notice('c1');
  await notice.load();

  const failure = await notice.split('a');

  expect(failure?.code).toBe('E-DISK-FULL');
  expect(notice.view?.version).toBe('1');
});
