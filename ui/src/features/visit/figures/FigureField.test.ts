import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import { t } from '$/i18n';

import FigureField from './FigureField.svelte';
import { COUNT } from './meanings';
import { Typed } from './typed.svelte';

function field(value = '') {
  const props = {
    label: 'Tổng số',
    value,
    meaning: COUNT,
    typed: new Typed(),
    onnote: vi.fn<(value: string) => void>(),
    onleave: vi.fn<() => void>(),
  };
  const { rerender, unmount } = render(FigureField, props);
  return { props, rerender, unmount, input: screen.getByLabelText<HTMLInputElement>('Tổng số') };
}

test('does not rewrite the text while it has the focus', async () => {
  const { props, rerender, input } = field();

  input.focus();
  await fireEvent.input(input, { target: { value: '4545' } });
  await rerender({ ...props, value: '4545' });
  expect(input.value).toBe('4545');
  await fireEvent.blur(input);

  expect(input.value).toBe('4.545');
  expect(props.onnote.mock.calls).toEqual([['4545']]);
  expect(props.onleave).toHaveBeenCalledOnce();
});

test('keeps what means nothing and says so, even when the field goes away', async () => {
  const { props, unmount, input } = field();

  input.focus();
  await fireEvent.input(input, { target: { value: '12a' } });
  await fireEvent.blur(input);
  expect(screen.getByText(t.field.count)).toBeDefined();
  unmount();
  render(FigureField, props);

  const again = screen.getByLabelText<HTMLInputElement>('Tổng số');
  expect(again.value).toBe('12a');
  expect(again.getAttribute('aria-invalid')).toBe('true');
  expect(props.onnote).not.toHaveBeenCalled();
});
