/** Notices whose wording is not saved yet. Leaving the screen must not lose a word. */
import { rooted } from '$/frame/rooted.svelte';

import { Notice } from './notice.svelte';

const kept = new Map<string, Notice>();

export const keptNotices = {
  open(campaign: string): Notice {
    const notice = kept.get(campaign) ?? rooted(() => new Notice(campaign));
    kept.set(campaign, notice);
    return notice;
  },

  /** The screen is left: saves everything, and forgets the notice once nothing is at stake. */
  async leave(notice: Notice): Promise<void> {
    await notice.flush();
    if (notice.slots.saving === 'saved') kept.delete(notice.campaign);
  },
};
