/** Minutes whose wording is not saved yet. Leaving the screen must not lose a word. */
import { rooted } from '$/frame/rooted.svelte';

import { Minutes } from './minutes.svelte';

const kept = new Map<string, Minutes>();

export const keptMinutes = {
  open(visit: string): Minutes {
    const minutes = kept.get(visit) ?? rooted(() => new Minutes(visit));
    kept.set(visit, minutes);
    return minutes;
  },

  /** The screen is left: saves everything, and forgets the minutes once nothing is at stake. */
  async leave(minutes: Minutes): Promise<void> {
    await minutes.flush();
    if (minutes.slots.saving === 'saved') kept.delete(minutes.visit);
  },
};
