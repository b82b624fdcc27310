import { expect, test } from 'vitest';

import type { ContentArea, ContentItem } from '$/api';

import { matches, wanted } from './matching';

const item = (id: string, title: string, question: string) =>
  ({ id, title, question }) as ContentItem;

test('words are found in code, title and question, marks left out', () => {
  const one = item('MC-19', 'Tỷ lệ trực tuyến', 'Bao nhiêu hồ sơ nộp trực tuyến?');
  expect(matches(one, 'ho so truc')).toBe(true);
  expect(matches(one, 'mc-19')).toBe(true);
  expect(matches(one, 'mc-19 niêm yết')).toBe(false);
  expect(matches(one, '  ')).toBe(true);
});

test('areas without a wanted item are left out', () => {
  const area = (id: string, items: ContentItem[]) => ({ id, items }) as ContentArea;
  const areas = [
    area('MC', [item('MC-01', 'Một', ''), item('MC-02', 'Hai', '')]),
    area('CD', [item('CD-01', 'Ba', '')]),
  ];
  const kept = wanted(areas, (one) => matches(one, 'hai'));
  expect(kept.map((one) => one.items.map((its) => its.id))).toEqual([['MC-02']]);
});
