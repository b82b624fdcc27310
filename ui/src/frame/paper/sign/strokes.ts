/** Pen strokes as integers: what is stored is the movement of the pen, not a picture. */
import type { StrokesInput } from '$/api';

interface Stroke {
  points: { x: number; y: number; time: number; pressure: number }[];
}

/**
 * Strokes on a field of `width` × `height` CSS pixels. Each point is x, y, milliseconds since the
 * first touch, and the pressure in thousandths. Only a pen tells how hard it is pressed: a browser
 * makes up a pressure for a finger or a mouse. `pens` says which strokes a pen made.
 */
export function asLines(
  strokes: Stroke[],
  width: number,
  height: number,
  pens: boolean[],
): StrokesInput {
  const inside = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  const [wide, high] = [Math.round(width), Math.round(height)];
  const start = strokes.find((stroke) => stroke.points.length > 0)?.points[0]?.time ?? 0;
  const lines = strokes
    .map((stroke, index) =>
      stroke.points.map(({ x, y, time, pressure }): StrokesInput['lines'][number][number] => [
        inside(x, wide),
        inside(y, high),
        inside(time - start, MOST_MILLIS),
        pens[index] ? inside(pressure * 1000, 1000) : null,
      ]),
    )
    .filter((points) => points.length > 0);
  return { width: wide, height: high, lines };
}

/** The most that the record holds, in milliseconds: 49 days. */
const MOST_MILLIS = 2 ** 32 - 1;
