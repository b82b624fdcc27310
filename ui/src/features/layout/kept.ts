/** Layouts that are not saved yet. Leaving the screen must not lose a word. */
import { rooted } from '$/frame/rooted.svelte';

import { Layout } from './layout.svelte';

const kept = new Map<string, Layout>();

export const keptLayouts = {
  open(campaign: string): Layout {
    const layout = kept.get(campaign) ?? rooted(() => new Layout(campaign));
    kept.set(campaign, layout);
    return layout;
  },

  /** The screen is left: saves everything, and forgets the layout once nothing is at stake. */
  async leave(layout: Layout): Promise<void> {
    await layout.flush();
    if (layout.unsaved.state === 'saved') kept.delete(layout.campaign);
  },
};
