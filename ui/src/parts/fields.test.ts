import { fireEvent, render } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import { t } from '$/i18n';

import DateField from './DateField.svelte';
import Field from './Field.svelte';
import NumberField from './NumberField.svelte';
import { composing } from './composing';
import { openFields } from './open-fields';
import TextArea from './TextArea.svelte';
import { QUIET, Unsaved } from './unsaved.svelte';

/** Renders a field and puts the person into it. */
async function enter(field: typeof NumberField, value: string) {
  const onchange = vi.fn();
  const { getByLabelText, queryByText, rerender } = render(field, { label: 'Ô', value, onchange });
  const input = getByLabelText('Ô') as HTMLInputElement;
  input.focus();
  const type = (text: string) => fireEvent.input(input, { target: { value: text } });
  const leave = () => fireEvent.blur(input);
  return { input, onchange, type, leave, queryByText, rerender };
}

test('a number keeps its draft while typed and is grouped when left', async () => {
  const { input, onchange, type, leave } = await enter(NumberField, '');
  await type('4545');

  expect(input.value).toBe('4545');
  expect(onchange).not.toHaveBeenCalled();

  await leave();

  expect(onchange).toHaveBeenCalledExactlyOnceWith('4545');
  expect(input.value).toBe('4.545');
});

test('a number stays while its saving takes long or is refused, then follows the value', async () => {
  const { input, type, leave, rerender } = await enter(NumberField, '15');
  await type('999');
  await leave();

  expect(input.value).toBe('999');

  await rerender({ value: '999' });
  await rerender({ value: '15' });

  expect(input.value, 'an undo shows').toBe('15');
});

test('a number that is none stays as typed and is marked', async () => {
  const { input, onchange, type, leave, queryByText } = await enter(NumberField, '7');
  await type('12a');
  await leave();

  expect(input.value).toBe('12a');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(queryByText(t.field.count)).not.toBeNull();
  expect(onchange).not.toHaveBeenCalled();

  await type('12');

  expect(input.hasAttribute('aria-invalid')).toBe(false);
});

test('a number is not rewritten by what comes from outside while typed', async () => {
  const { input, type, rerender } = await enter(NumberField, '5');
  await type('51');
  await rerender({ value: '99' });

  expect(input.value).toBe('51');
});

test('a day that does not exist stays as typed and is marked', async () => {
  const { input, onchange, type, leave } = await enter(DateField, '2022-09-15');

  expect(input.value).toBe('15/09/2022');

  await type('31/02/2022');
  await leave();

  expect(input.value).toBe('31/02/2022');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(onchange).not.toHaveBeenCalled();
});

test('a day in any spelling becomes one', async () => {
  const { onchange, type, leave } = await enter(DateField, '');
  await type('5-9-22');
  await leave();

  expect(onchange).toHaveBeenCalledExactlyOnceWith('2022-09-05');
});

test('a flush takes over the draft of a number and leaves it as typed', async () => {
  const { input, onchange, type } = await enter(NumberField, '');
  await type('4545');
  await openFields.flush();

  expect(onchange).toHaveBeenCalledExactlyOnceWith('4545');
  expect(input.value).toBe('4545');
});

test('a text is never rewritten while it has the focus', async () => {
  const { getByLabelText, rerender } = render(Field, { label: 'Ô', value: 'cũ' });
  const input = getByLabelText('Ô') as HTMLInputElement;
  input.focus();
  await fireEvent.input(input, { target: { value: 'đang gõ' } });
  await rerender({ value: 'từ nơi khác' });

  expect(input.value).toBe('đang gõ');
});

test('a text that was typed stays after leaving, even before it is saved', async () => {
  const onchange = vi.fn();
  const { getByLabelText } = render(Field, { label: 'Ô', value: 'cũ', onchange });
  const input = getByLabelText('Ô') as HTMLInputElement;
  input.focus();
  await fireEvent.input(input, { target: { value: ' mới ' } });
  input.blur();

  expect(onchange).toHaveBeenCalledExactlyOnceWith('mới');
  expect(input.value).toBe(' mới ');
});

test('a flush hands over the text of the field in use', async () => {
  const onchange = vi.fn();
  const { getByLabelText } = render(Field, { label: 'Ô', value: '', onchange });
  const input = getByLabelText('Ô') as HTMLInputElement;
  input.focus();
  await fireEvent.input(input, { target: { value: 'dở dang' } });
  await openFields.flush();

  expect(onchange).toHaveBeenCalledExactlyOnceWith('dở dang');
});

/** A note as the screens make it: kept by `Unsaved`, typed into a `TextArea`. */
function note() {
  vi.useFakeTimers();
  const saved: string[] = [];
  const unsaved = new Unsaved<string>(async (text) => {
    saved.push(text);
    return null;
  });
  const { getByLabelText } = render(TextArea, {
    label: 'Ghi chú',
    value: '',
    oninput: (text) => unsaved.note(text),
    attach: composing(() => unsaved),
  });
  const field = getByLabelText('Ghi chú') as HTMLTextAreaElement;
  field.focus();
  return { field, saved };
}

test('what Unikey leaves behind is saved once: Backspaces and letters, no composition', async () => {
  const { field, saved } = note();

  for (const text of ['tie', 'tiee', 'ti', 'tiê', 'tiên', 'tiêng', 'ti', 'tiếng']) {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  await vi.advanceTimersByTimeAsync(QUIET);
  vi.useRealTimers();

  expect(saved).toEqual(['tiếng']);
  expect(field.value).toBe('tiếng');
});

test('letters put together from marks are saved as one, and not rewritten in the field', async () => {
  const { field, saved } = note();
  const loose = 'tiếng'.normalize('NFD');

  field.value = loose;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await vi.advanceTimersByTimeAsync(QUIET);
  vi.useRealTimers();

  expect(saved).toEqual(['tiếng'.normalize('NFC')]);
  expect(field.value).toBe(loose);
});
