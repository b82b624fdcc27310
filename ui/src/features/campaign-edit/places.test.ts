import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import type { PlaceView, UnitView } from '$/api';
import { engineSays } from '$/api/testing';
import { t } from '$/i18n';

import PlaceField from './PlaceField.svelte';
import { Places } from './places.svelte';

const PLACE: PlaceView = {
  id: 'c05408',
  name: 'Xã Thiên Lộc',
  kind: 'xa',
  area: 'Huyện Can Lộc, Tỉnh Hà Tĩnh',
  code: '18415',
  from: '',
  until: '2025-06-30',
  untilExact: true,
  byOtherName: false,
};

function field(unit: UnitView) {
  render(PlaceField, {
    label: 'Tên đơn vị',
    unit,
    places: new Places([]),
    day: '2017-04-12',
    near: '',
  });
  return screen.getByRole<HTMLInputElement>('combobox', { name: 'Tên đơn vị' });
}

const unit = (name: string): UnitView => ({
  id: '',
  key: '',
  name,
  kind: 'phuong',
  planned: '',
  place: '',
});

test('typing asks for communes of the day, and arrows with Enter choose one', async () => {
  const calls = engineSays({ suggest_places: () => [PLACE] });
  const drafted = unit('');
  const input = field(drafted);
  input.focus();
  await fireEvent.input(input, { target: { value: 'thien loc' } });
  await screen.findByRole('option');

  await fireEvent.keyDown(input, { key: 'ArrowDown' });
  await fireEvent.keyDown(input, { key: 'Enter' });

  expect(drafted).toMatchObject({ name: 'Xã Thiên Lộc', kind: 'xa', place: 'c05408' });
  expect(calls[0]?.args).toMatchObject({ text: 'thien loc', day: '2017-04-12' });
});

test('Enter without an arrow keeps what was typed', async () => {
  engineSays({ suggest_places: () => [PLACE] });
  const drafted = unit('');
  const input = field(drafted);
  input.focus();
  await fireEvent.input(input, { target: { value: 'Thiên Lộc' } });
  await screen.findByRole('option');

  await fireEvent.keyDown(input, { key: 'Enter' });

  expect(drafted).toMatchObject({ name: 'Thiên Lộc', place: '' });
});

test('a commune typed freely is marked as not on the list', () => {
  engineSays({});
  field(unit('Phường Tự Đặt'));
  expect(screen.getByText(t.places.free)).toBeTruthy();
});
