/** Locks the program when nobody touches it. */

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** How often the clock is looked at, in milliseconds. */
const LOOK = 5000;

/**
 * Calls `lock` after `minutes()` without a sign of life; zero minutes means never. Counts by
 * the clock and not by timers alone, so that a laptop waking from sleep locks at once.
 */
export function watchIdle(
  minutes: () => number,
  lock: () => void,
  now = () => Date.now(),
): () => void {
  let last = now();
  const alive = () => {
    last = now();
  };
  const look = () => {
    const limit = minutes() * 60_000;
    if (limit <= 0 || now() - last < limit) return;
    // Should locking fail, try again after another spell.
    alive();
    lock();
  };
  const timer = setInterval(look, LOOK);
  for (const sign of SIGNS) window.addEventListener(sign, alive, { passive: true, capture: true });
  return () => {
    clearInterval(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, alive, { capture: true });
  };
}
