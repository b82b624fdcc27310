/** Scrolling one list, and nothing around it: `scrollIntoView` moves the whole window in WebKit. */

/** Space kept above and below, in px. */
const MARGIN = 12;

/** Scrolls `list` just so far that `element` is seen; its top first when it is taller. */
export function reveal(list: HTMLElement, element: HTMLElement): void {
  const view = list.getBoundingClientRect();
  const part = element.getBoundingClientRect();
  const above = part.top - view.top - MARGIN;
  const below = part.bottom - view.bottom + MARGIN;
  if (above < 0 || part.height + 2 * MARGIN > view.height) list.scrollTop += above;
  else if (below > 0) list.scrollTop += below;
}
