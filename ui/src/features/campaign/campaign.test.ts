import { expect, test } from 'vitest';

import type { CampaignView } from '$/api';
import { blankInput } from '$/api/fake/world';

import { linesOf } from './campaign.svelte';

const unit = (id: string) => ({ id, key: id, name: id, kind: 'xa', planned: '', place: '' });
const visit = (id: string, of: string, date: string) => ({
  id,
  unit: of,
  date,
  form: 'planned',
  state: 'draft' as const,
  answered: 0,
  items: 97,
  shortcomings: 0,
});

test('every unit has a line, and every visit one of its own, by day', () => {
  const view: CampaignView = {
    id: 'c',
    key: 'k',
    sample: false,
    checklistTitle: 'Kiểm tra công tác cải cách hành chính',
    version: '1',
    procedures: 0,
    optionalAreas: [],
    areas: [],
    input: { ...blankInput(), units: [unit('a'), unit('b')] },
    visits: [visit('later', 'a', '2022-10-01'), visit('earlier', 'a', '2022-09-15')],
  };

  const lines = linesOf(view).map((line) => [line.unit.id, line.visit?.id ?? null]);

  expect(lines).toEqual([
    ['a', 'earlier'],
    ['a', 'later'],
    ['b', null],
  ]);
});
