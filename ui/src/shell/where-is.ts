/** The screen on which a hit of the quick find stands. */
import type { SearchHit } from '$/api';
import type { Route } from '$/frame/router.svelte';

export function whereIs(hit: SearchHit): Route {
  const { campaign, visit, item, kind } = hit;
  if (visit) {
    if (kind === 'minutes') return { screen: 'minutes', id: visit };
    return { screen: 'visit', id: visit, ...(item ? { item } : {}) };
  }
  if (kind === 'notice') return { screen: 'notice', campaign };
  if (kind === 'letter' || kind === 'report') return { screen: 'follow-up', id: campaign };
  return { screen: 'campaign', id: campaign };
}
