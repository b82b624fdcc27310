/** Finding drafts that were neither saved nor thrown away, e.g. because the program locked itself. */
import type { FindingView } from '$/api';
import { rooted } from '$/frame/rooted.svelte';

import type { Visit } from '../visit.svelte';
import { FindingDraft } from './finding.svelte';

const open = new Map<string, FindingDraft>();

export const findingDrafts = {
  /** The draft of a finding, the old one if it was left in the middle. */
  of(visit: Visit, item: string, finding: FindingView | null): FindingDraft {
    const key = `${visit.id}/${finding?.id ?? item}`;
    const left = open.get(key);
    if (left?.changed) return left;
    const draft = rooted(() => new FindingDraft(visit, item, finding));
    open.set(key, draft);
    if (!finding) void draft.offer();
    return draft;
  },

  /** Saved or thrown away on purpose. */
  done(draft: FindingDraft): void {
    for (const [key, one] of open) if (one === draft) open.delete(key);
  },
};
