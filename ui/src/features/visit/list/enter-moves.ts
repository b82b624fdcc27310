/** Enter in a one-line field goes to the next field of the item; in a note it is a new line. */
import type { Attachment } from 'svelte/attachments';

const FIELDS = 'input:not([type=checkbox],[type=radio],[type=file]),select,textarea';

export const enterMoves: Attachment<HTMLElement> = (root) => {
  const press = (event: KeyboardEvent) => {
    const field = event.target;
    if (event.key !== 'Enter' || event.isComposing || event.ctrlKey) return;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
    const fields = [...root.querySelectorAll<HTMLElement>(FIELDS)];
    const next = fields[fields.indexOf(field) + 1];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  root.addEventListener('keydown', press);
  return () => root.removeEventListener('keydown', press);
};
