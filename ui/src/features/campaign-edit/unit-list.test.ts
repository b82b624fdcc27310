import { expect, test } from 'vitest';

import type { UnitFromListView, UnitView } from '$/api';
import { engineSays, refuses } from '$/api/testing';

import { Places } from './places.svelte';
import { bringUnits } from './unit-list';

const listed = (name: string, choices = 0): UnitFromListView => ({
  row: 2,
  name,
  kind: 'xa',
  planned: '2022-09-15',
  place: null,
  choices,
});
const known: UnitView = {
  id: 'u1',
  key: 'u1',
  name: 'Xã Sơn Hà',
  kind: 'xa',
  planned: '',
  place: '',
};
const file = Object.assign(new File(['x'], 'don-vi.xlsx'), {
  arrayBuffer: () => Promise.resolve(new ArrayBuffer(1)),
});

test('new units join the draft once, and those to be chosen are counted', async () => {
  engineSays({
    read_unit_list: () => [listed('xã sơn hà'), listed('Xã Sơn Hạ'), listed('Xã Tân Thành', 5)],
  });
  const units = [known];

  const brought = await bringUnits(file, units, new Places([]), '2022-09-15');

  expect(brought).toEqual({ added: 2, unsure: 1, known: 1 });
  expect(units.map((unit) => unit.name)).toEqual(['Xã Sơn Hà', 'Xã Sơn Hạ', 'Xã Tân Thành']);
  expect(units[1]).toMatchObject({ id: '', planned: '2022-09-15', place: '' });
});

test('a file that is no list changes nothing', async () => {
  engineSays({ read_unit_list: refuses('E-UNIT-LIST', 'Không đọc được danh sách.') });
  const units = [known];

  expect(await bringUnits(file, units, new Places([]), '')).toMatchObject({ code: 'E-UNIT-LIST' });
  expect(units).toEqual([known]);
});
