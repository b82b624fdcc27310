/** The size of everything in the window, in percent. */
import { session } from '$/frame/session.svelte';
import { toasts } from '$/parts/toasts.svelte';

const LEAST = 90;
const MOST = 150;

/** Sets the size, within what the layout bears. */
export async function zoomTo(percent: number): Promise<void> {
  const zoomPercent = Math.min(MOST, Math.max(LEAST, percent));
  if (zoomPercent === session.settings.zoomPercent) return;
  const failure = await session.change({ ...session.settings, zoomPercent });
  if (failure) toasts.failed(failure);
}

/** Makes everything larger or smaller by `step` percent points. */
export function zoomBy(step: number): Promise<void> {
  return zoomTo(session.settings.zoomPercent + step);
}
