/** Marks as the editor moves them: places in thousandths of the upright picture. */
import type { MarkKind, MarkView } from '$/api';

/** The whole width or height. */
export const WHOLE = 1000;

/** Smallest extent that the hand makes, so that nothing becomes too small to be seen. */
const LEAST = 10;

export interface Place {
  x: number;
  y: number;
}

/** Tools by their digit: 1 selects, the others draw. */
export const TOOLS = ['select', 'arrow', 'ellipse', 'box', 'text', 'blur'] as const;
export type Tool = (typeof TOOLS)[number];

const within = (value: number) => Math.min(WHOLE, Math.max(0, Math.round(value)));

/** A mark from where the hand began to where it is. */
export function drawn(kind: MarkKind, from: Place, to: Place): MarkView {
  return {
    kind,
    x1: within(from.x),
    y1: within(from.y),
    x2: within(to.x),
    y2: within(to.y),
    text: '',
  };
}

/** Whether a mark is large enough to be kept. */
export function isSeen(mark: MarkView): boolean {
  if (mark.kind === 'text') return mark.text.trim() !== '';
  const wide = Math.abs(mark.x2 - mark.x1);
  const high = Math.abs(mark.y2 - mark.y1);
  return mark.kind === 'arrow' ? wide + high >= LEAST : wide >= LEAST && high >= LEAST;
}

/** A mark of this kind in the middle, for those who draw by keyboard. */
export function inTheMiddle(kind: MarkKind): MarkView {
  const from = kind === 'text' ? { x: 400, y: 480 } : { x: 400, y: 400 };
  return drawn(kind, from, kind === 'text' ? from : { x: 600, y: 600 });
}

/** The mark moved as a whole; it stops at the edge. */
export function moved(mark: MarkView, by: Place): MarkView {
  const fits = (low: number, high: number, step: number) =>
    Math.min(WHOLE - high, Math.max(-low, Math.round(step)));
  const dx = fits(Math.min(mark.x1, mark.x2), Math.max(mark.x1, mark.x2), by.x);
  const dy = fits(Math.min(mark.y1, mark.y2), Math.max(mark.y1, mark.y2), by.y);
  return { ...mark, x1: mark.x1 + dx, x2: mark.x2 + dx, y1: mark.y1 + dy, y2: mark.y2 + dy };
}

/** The mark with its second corner, or the head of the arrow, elsewhere. */
export function resized(mark: MarkView, by: Place): MarkView {
  if (mark.kind === 'text') return moved(mark, by);
  const next = { ...mark, x2: within(mark.x2 + by.x), y2: within(mark.y2 + by.y) };
  return isSeen(next) ? next : mark;
}

/** The frame as SVG wants it. */
export function frame(mark: MarkView): { x: number; y: number; width: number; height: number } {
  return {
    x: Math.min(mark.x1, mark.x2),
    y: Math.min(mark.y1, mark.y2),
    width: Math.abs(mark.x2 - mark.x1),
    height: Math.abs(mark.y2 - mark.y1),
  };
}
