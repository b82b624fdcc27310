import { expect, test } from 'vitest';

import type { EventView } from '$/api';

import { areasOf, matching, peopleOf } from './events';

const event = (who: string, item: string, kind = 'answer'): EventView => ({
  at: '',
  who,
  kind,
  title: '',
  item,
  thing: '',
  deed: 'wrote',
  undone: false,
  reason: '',
  changes: [],
});

const EVENTS = [event('A', 'MC-03'), event('B', 'CD-05'), event('A', '', 'details')];
const NOTHING = { who: '', area: '', kind: '' };

test('an empty wish shows everything, and each wish narrows it', () => {
  expect(matching(EVENTS, NOTHING)).toHaveLength(3);
  expect(matching(EVENTS, { ...NOTHING, who: 'A' })).toHaveLength(2);
  expect(matching(EVENTS, { ...NOTHING, who: 'A', area: 'MC' })).toHaveLength(1);
  expect(matching(EVENTS, { ...NOTHING, kind: 'details' })).toHaveLength(1);
});

test('only people and areas that occur are offered', () => {
  expect(peopleOf(EVENTS)).toEqual(['A', 'B']);
  expect(areasOf(EVENTS)).toEqual(['CD', 'MC']);
});
