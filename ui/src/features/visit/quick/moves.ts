/** Enter goes to the next field of the dense list, arrows to the same place of the next item. */
import type { Attachment } from 'svelte/attachments';

const FIELDS = 'input:not([type=checkbox],[type=radio]),select,textarea';
const VERDICTS = '[data-verdict]';
/** Where Enter may lead: fields, and the lines that open a register. */
const PLACES = `${FIELDS},[data-register]`;

/** The fields of the sheet that are to be seen, in reading order. */
function fieldsOf(sheet: Element | null, selector: string): HTMLElement[] {
  const all = [...(sheet?.querySelectorAll<HTMLElement>(selector) ?? [])];
  return all.filter((field) => field.checkVisibility?.({ contentVisibilityAuto: false }) ?? true);
}

export const quickMoves: Attachment<HTMLElement> = (root) => {
  const go = (list: HTMLElement[], from: HTMLElement | null, by: 1 | -1) => {
    const to = from ? list[list.indexOf(from) + by] : undefined;
    if (!to) return false;
    to.focus();
    to.scrollIntoView({ block: 'nearest' });
    return true;
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('[role=grid]')) return;
    const field =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(FIELDS) : null;
    if (!field) return;
    const all = (selector: string) => fieldsOf(root, selector);
    let moved = false;
    if (event.key === 'Enter') moved = go(all(PLACES), field, event.shiftKey ? -1 : 1);
    else if (field.matches(VERDICTS) && (event.key === 'ArrowDown' || event.key === 'ArrowUp'))
      moved = go(all(VERDICTS), field, event.key === 'ArrowDown' ? 1 : -1);
    if (moved) event.preventDefault();
  };
  root.addEventListener('keydown', press);
  return () => root.removeEventListener('keydown', press);
};

/** The next field after `from` on the sheet gets the focus. */
export function onward(from: HTMLElement): void {
  const sheet = from.closest('[data-pane]');
  const fields = fieldsOf(sheet, PLACES);
  const next = fields[fields.indexOf(from) + 1];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
