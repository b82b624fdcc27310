/** Pen strokes as integers: what is stored is the movement of the pen, not a picture. */
import type { StrokesInput } from '$/api';

interface Stroke {
  points: { x: number; y: number }[];
}

/** Strokes on a field of `width` × `height` CSS pixels, each line as x0, y0, x1, y1, … */
export function asLines(strokes: Stroke[], width: number, height: number): StrokesInput {
  const inside = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  const [wide, high] = [Math.round(width), Math.round(height)];
  const lines = strokes
    .filter((stroke) => stroke.points.length > 0)
    .map((stroke) =>
      stroke.points.flatMap((point) => [inside(point.x, wide), inside(point.y, high)]),
    );
  return { width: wide, height: high, lines };
}
