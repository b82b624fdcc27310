/** The visits at work. Leaving the screen must not lose a word: what is unsaved is kept here. */
import { rooted } from '$/frame/rooted.svelte';
import { openFields } from '$/parts/open-fields';

import { Visit } from './visit.svelte';

const kept = new Map<string, { visit: Visit; screens: number; forget: () => void }>();

export const visits = {
  /** The state of a visit; the one from before when it is still there. */
  open(id: string): Visit {
    const known = kept.get(id);
    if (known) {
      known.screens += 1;
      return known.visit;
    }
    const visit = rooted(() => new Visit(id));
    kept.set(id, { visit, screens: 1, forget: openFields.add(() => visit.flush()) });
    return visit;
  },

  /** The screen is left: saves everything, and forgets the visit once nothing is at stake. */
  async leave(visit: Visit): Promise<void> {
    const known = kept.get(visit.id);
    if (!known) return;
    known.screens -= 1;
    await visit.flush();
    if (known.screens > 0 || visit.unsaved) return;
    known.forget();
    kept.delete(visit.id);
  },
};
