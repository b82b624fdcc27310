/** Panes of a screen, for F6: elements marked `data-pane`, in the order of the page. */

/** Asks what stands around a pane to show it, because it is to take the focus. */
export const SHOW_PANE = 'showpane';

const REACHABLE =
  '[data-pane-start], a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex="0"]';

const isSeen = (element: HTMLElement) => element.checkVisibility?.() ?? true;

/** Moves the focus into the next pane (`1`) or the one before (`-1`); `false` when there is none. */
export function nextPane(step: 1 | -1): boolean {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  for (let turn = 1; turn <= panes.length; turn += 1) {
    const from = here < 0 && step < 0 ? 0 : here;
    const pane = panes[(from + step * turn + panes.length * 2) % panes.length];
    if (pane && enter(pane)) return true;
  }
  return false;
}

/** Puts the focus into a pane, at its start; `false` when it cannot be seen or holds nothing. */
function enter(pane: HTMLElement): boolean {
  if (!isSeen(pane)) pane.dispatchEvent(new CustomEvent(SHOW_PANE, { bubbles: true }));
  if (!isSeen(pane)) return false;
  const start = pane.querySelector<HTMLElement>('[data-pane-start]');
  const choices = start ? [start] : [...pane.querySelectorAll<HTMLElement>(REACHABLE)];
  choices.find(isSeen)?.focus();
  return pane.contains(document.activeElement);
}
