/** Items that a few typed words choose. */
import type { ContentArea, ContentItem } from '$/api';
import { fold } from '$/parts/text';

/** Whether every word stands in the code, title or question of an item; marks do not count. */
export function matches(item: ContentItem, text: string): boolean {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const said = fold(`${item.id} ${item.title} ${item.question}`);
  return words.every((word) => said.includes(word));
}

/** The areas with the items that are wanted; areas without any are left out. */
export function wanted(areas: ContentArea[], keep: (item: ContentItem) => boolean): ContentArea[] {
  return areas
    .map((area) => ({ ...area, items: area.items.filter(keep) }))
    .filter((area) => area.items.length > 0);
}
