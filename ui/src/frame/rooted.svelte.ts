/** State that outlives the screen on which it was made. */

/**
 * Makes something whose derived state stays alive when the component around it is gone. Without
 * this, what it derives would stand still at the moment in which that component left.
 */
export function rooted<T>(make: () => T): T {
  let made: { it: T } | undefined;
  $effect.root(() => {
    made = { it: make() };
  });
  if (!made) throw new Error('an effect root did not run');
  return made.it;
}
