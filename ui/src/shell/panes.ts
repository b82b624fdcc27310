/** Panes of a screen, for F6: elements marked `data-pane`, in the order of the page. */

const REACHABLE =
  '[data-pane-start], a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex="0"]';

/** Moves the focus into the next pane (`1`) or the one before (`-1`); `false` when there is none. */
export function nextPane(step: 1 | -1): boolean {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null,
  );
  if (panes.length === 0) return false;
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(here + step + panes.length) % panes.length];
  const start =
    next?.querySelector<HTMLElement>('[data-pane-start]') ??
    next?.querySelector<HTMLElement>(REACHABLE);
  start?.focus();
  return true;
}
