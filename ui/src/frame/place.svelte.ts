/** Where the person is, noted inside the encrypted store, and offered at the next start. */
import { commands, type LastPlaceView } from '$/api';
import { openFields } from '$/parts/open-fields';

import { router, type Route } from './router.svelte';

/** Rest before a place is noted, in milliseconds: arrows run through many items. */
const REST = 1500;

class Place {
  /** The place of the last run, until another one is noted. */
  offered = $state.raw<LastPlaceView | null>(null);
  #next: { screen: string; id: string; item: string } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    openFields.add(() => this.flush());
  }

  /** Takes what the engine remembers. */
  offer(place: LastPlaceView | null): void {
    this.offered = place;
  }

  /** Notes a place after a moment of rest. Screens that are nobody's work are not places. */
  note(route: Route): void {
    if (route.screen !== 'campaign' && route.screen !== 'visit' && route.screen !== 'minutes')
      return;
    this.offered = null;
    const item = route.screen === 'visit' ? (route.item ?? '') : '';
    this.#next = { screen: route.screen, id: route.id, item };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), REST);
  }

  /** Notes at once what waits. A place that cannot be noted costs two clicks at the next start. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const next = this.#next;
    this.#next = null;
    if (next) await commands.keepPlace(next.screen, next.id, next.item);
  }

  /** Goes to the place that is offered. */
  go(): void {
    const place = this.offered;
    if (!place) return;
    if (place.screen === 'minutes') router.go({ screen: 'minutes', id: place.id });
    else if (place.screen === 'campaign') router.go({ screen: 'campaign', id: place.id });
    else router.go({ screen: 'visit', id: place.id, ...(place.item ? { item: place.item } : {}) });
  }
}

export const place = new Place();
