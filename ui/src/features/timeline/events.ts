/** Choosing among the acts of a timeline. No engine, no screen. */
import type { EventView } from '$/api';

/** How many acts are shown at once. */
export const PAGE = 200;

/** What a person wants to see; empty means everything. */
export interface Wanted {
  who: string;
  area: string;
  kind: string;
}

/** The area of an act: what stands before the dash of its item. */
export function areaOf(event: EventView): string {
  return event.item.split('-', 1)[0] ?? '';
}

export function matching(events: EventView[], wanted: Wanted): EventView[] {
  return events.filter(
    (event) =>
      (wanted.who === '' || event.who === wanted.who) &&
      (wanted.area === '' || areaOf(event) === wanted.area) &&
      (wanted.kind === '' || event.kind === wanted.kind),
  );
}

export function peopleOf(events: EventView[]): string[] {
  return distinct(events.map((event) => event.who));
}

export function kindsOf(events: EventView[]): string[] {
  return distinct(events.map((event) => event.kind));
}

export function areasOf(events: EventView[]): string[] {
  return distinct(events.map(areaOf));
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts.filter(Boolean))].sort((one, other) => one.localeCompare(other, 'vi'));
}
