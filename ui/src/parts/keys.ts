/**
 * Keys of the program: digits, F-keys and Ctrl combinations, never letters, Backspace or Delete,
 * because Vietnamese typing is made of those. Digits and arrows act only outside text fields.
 */

/** What each key does; `Digit1`, `ArrowDown`, `F9`, `Escape`, `ctrl+KeyK`. Answer `false` to leave the key alone. */
export type KeyMap = Record<string, (event: KeyboardEvent) => boolean | void>;

/** A field of a grid counts once something is typed into it. */
const TEXT =
  'input:not([type=checkbox],[type=radio],[type=button],[type=file]),textarea:not([data-idle]),select,[contenteditable=true]';

/** Whether a key pressed here belongs to a text field. */
export function inTextField(event: Event): boolean {
  return event.target instanceof Element && event.target.closest(TEXT) !== null;
}

/** The name of a pressed key in a `KeyMap`; digits of the number pad count as digits. */
export function keyName(event: KeyboardEvent): string {
  const code = /^Numpad\d$/.test(event.code) ? event.code.replace('Numpad', 'Digit') : event.code;
  const ctrl = event.ctrlKey || event.metaKey ? 'ctrl+' : '';
  const shift = event.shiftKey && (ctrl !== '' || /^F\d/.test(code)) ? 'shift+' : '';
  return ctrl + shift + code;
}

/** Whether a key works while a text field has the focus. */
function worksEverywhere(name: string): boolean {
  // A text field takes back and does again what was typed in it.
  const own = /^ctrl\+(shift\+)?Key[ZY]$/.test(name);
  return /^(ctrl\+|shift\+)*F\d+$/.test(name) || (name.startsWith('ctrl+') && !own);
}

/** Whether a key works while a question is open: saving, locking and the size of text do. */
function worksOverDialogs(name: string): boolean {
  return /^ctrl\+(KeyS|KeyL|(shift\+)?Equal|Minus|NumpadAdd|NumpadSubtract|Digit0)$/.test(name);
}

/** Listens on the window until the answer is called. */
export function listen(map: KeyMap): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const name = keyName(event);
    const act = map[name];
    if (!act || (inTextField(event) && !worksEverywhere(name))) return;
    if (document.querySelector('dialog[open]') && !worksOverDialogs(name)) return;
    if (act(event) !== false) event.preventDefault();
  };
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}

/** Presses an F-key for the person, once what is open has closed. */
export function pressKey(key: string): void {
  setTimeout(() => window.dispatchEvent(new KeyboardEvent('keydown', { key, code: key })));
}
