import { afterEach, expect, test, vi } from 'vitest';

import { listen, type KeyMap } from './keys';

let stop = () => {};

afterEach(() => {
  stop();
  document.body.replaceChildren();
});

function press(map: KeyMap, target: Element, init: KeyboardEventInit): KeyboardEvent {
  stop();
  stop = listen(map);
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

test('a digit judges outside text fields, also from the number pad', () => {
  const act = vi.fn();

  press({ Digit1: act }, document.body, { code: 'Digit1' });
  press({ Digit1: act }, document.body, { code: 'Numpad1' });

  expect(act).toHaveBeenCalledTimes(2);
});

test('a digit inside a text field is text', () => {
  const act = vi.fn();
  const field = document.body.appendChild(document.createElement('textarea'));

  const event = press({ Digit1: act, 'ctrl+KeyZ': act }, field, { code: 'Digit1' });
  press({ Digit1: act, 'ctrl+KeyZ': act }, field, { code: 'KeyZ', ctrlKey: true });

  expect(act).not.toHaveBeenCalled();
  expect(event.defaultPrevented).toBe(false);
});

test('F-keys and Ctrl+K work inside a text field', () => {
  const act = vi.fn();
  const field = document.body.appendChild(document.createElement('input'));

  press({ F9: act }, field, { code: 'F9' });
  press({ 'ctrl+KeyK': act }, field, { code: 'KeyK', ctrlKey: true });

  expect(act).toHaveBeenCalledTimes(2);
});

test('nothing acts while letters are being composed', () => {
  const act = vi.fn();

  press({ F9: act }, document.body, { code: 'F9', isComposing: true });

  expect(act).not.toHaveBeenCalled();
});

test('an open question keeps undo and digits to itself', () => {
  const act = vi.fn();
  document.body.appendChild(document.createElement('dialog')).setAttribute('open', '');

  press({ 'ctrl+KeyZ': act, Digit1: act }, document.body, { code: 'KeyZ', ctrlKey: true });
  press({ 'ctrl+KeyZ': act, Digit1: act }, document.body, { code: 'Digit1' });

  expect(act).not.toHaveBeenCalled();
});
