/** The size of everything in the window and its colours, by keys and buttons. */
import { look, ZOOM } from '$/frame/look.svelte';
import type { KeyMap } from '$/parts/keys';
import { toasts } from '$/parts/toasts.svelte';

async function change(wish: Parameters<typeof look.change>[0]): Promise<void> {
  const failure = await look.change(wish);
  if (failure) toasts.failed(failure);
}

/** Makes everything larger (`1`) or smaller (`-1`) by one step. */
export function zoomBy(direction: 1 | -1): Promise<void> {
  return change({ zoomPercent: look.view.zoomPercent + direction * ZOOM.step });
}

/** The next theme. */
export function nextTheme(): Promise<void> {
  return change({ theme: look.nextTheme });
}

/** Keys that work on every screen, the locked door included. */
export const LOOK_KEYS: KeyMap = {
  'ctrl+Equal': () => void zoomBy(1),
  'ctrl+shift+Equal': () => void zoomBy(1),
  'ctrl+NumpadAdd': () => void zoomBy(1),
  'ctrl+Minus': () => void zoomBy(-1),
  'ctrl+NumpadSubtract': () => void zoomBy(-1),
  'ctrl+Digit0': () => void change({ zoomPercent: 100 }),
};
