import { expect, test } from 'vitest';

import type { FindingInput } from '$/api';
import { engineSays, refuses } from '$/api/testing';
import { t } from '$/i18n';

import { answer, saved, visitView } from '../testing';
import { Visit } from '../visit.svelte';
import { findingDrafts } from './drafts';
import { FindingDraft } from './finding.svelte';
import { gapsIn } from './placeholders';

const OFFER = {
  strength: 'Đã ban hành kế hoạch.',
  text: 'Năm {nam} chưa ban hành kế hoạch.',
  missing: ['nam'],
  recommendation: 'Ban hành trước ngày {han}.',
  recommendationMissing: ['han'],
};

async function begin(save: () => unknown = () => saved()) {
  const calls = engineSays({
    visit: () => visitView(),
    offer_finding: () => OFFER,
    save_finding: save,
  });
  const visit = new Visit('v1');
  await visit.load();
  const draft = new FindingDraft(visit, 'CD-01', null);
  await draft.offer();
  return { visit, draft, kept: () => calls.filter((call) => call.command === 'save_finding') };
}

test('names every gap of the default wording', () => {
  expect(gapsIn('{tu}/{mau} nhiệm vụ, đạt {pct}%').map((gap) => gap.name)).toEqual([
    'tu',
    'mau',
    'pct',
  ]);
});

test('refuses text that still has a gap', async () => {
  const { draft, kept } = await begin();

  expect(await draft.save()).toBe(false);

  expect(draft.refusals.text).toBe(t.visit.finding.missingRefused);
  expect(draft.refusals.recommendation).toBe(t.visit.finding.missingRefused);
  expect(kept()).toEqual([]);
});

test('saves once every gap is filled', async () => {
  const { draft, kept } = await begin();

  draft.set({ text: 'Năm 2022 chưa ban hành kế hoạch. ' });
  draft.set({ recommendation: 'Ban hành trước ngày 30/9/2022.' });
  expect(await draft.save()).toBe(true);

  const input = kept()[0]?.args['input'] as FindingInput;
  expect(input.text).toBe('Năm 2022 chưa ban hành kế hoạch.');
  expect(input.items).toEqual(['CD-01']);
});

test('does not overwrite what a person wrote before the offer came', async () => {
  engineSays({ visit: () => visitView(), offer_finding: () => OFFER });
  const visit = new Visit('v1');
  await visit.load();
  const draft = new FindingDraft(visit, 'CD-01', null);

  const offered = draft.offer();
  draft.set({ text: 'Tự viết' });
  await offered;

  expect(draft.input.text).toBe('Tự viết');
});

test('a refusal of the engine keeps the words', async () => {
  const { draft } = await begin(() => refuses('E-DISK-FULL', 'Ổ đĩa đã đầy.')({}));

  draft.set({ text: 'Giữ nguyên', recommendation: '' });
  expect(await draft.save()).toBe(false);

  expect(draft.failure?.code).toBe('E-DISK-FULL');
  expect(draft.input.text).toBe('Giữ nguyên');
});

test('a draft left in the middle is there again', async () => {
  const { visit } = await begin();
  const first = findingDrafts.of(visit, 'CD-02', null);
  first.set({ text: 'Viết dở' });

  expect(findingDrafts.of(visit, 'CD-02', null)).toBe(first);
  findingDrafts.done(first);
  expect(findingDrafts.of(visit, 'CD-02', null)).not.toBe(first);
});

test('an item that is met begins a strength, and each kind has its own wording', async () => {
  engineSays({
    visit: () => visitView({ answers: [answer('CD-01', { verdict: 'met' })] }),
    offer_finding: () => OFFER,
  });
  const visit = new Visit('v1');
  await visit.load();
  const draft = new FindingDraft(visit, 'CD-01', null);

  await draft.offer();
  expect(draft.input).toMatchObject({
    kind: 'strength',
    text: OFFER.strength,
    recommendation: '',
  });
  draft.choose('shortcoming');
  await draft.offer();
  expect(draft.input.text).toBe(OFFER.text);

  draft.set({ text: 'Tự viết' });
  draft.choose('strength');
  await draft.offer();
  expect(draft.input.text).toBe('Tự viết');
});
