import { boxAround, mapPoints, type Polyline } from '../invented/geometry.ts';
import { BOX, type Drawing, PEN } from './drawing.ts';

interface Range {
  least: number;
  most: number;
}

/**
 * Nine of ten drawings of `images_background` lie within these, in pixels of the box (3,000 drawings): the long
 * side of the ink, and where its middle is. The medians are 68, 51 and 51.
 */
const USUAL = {
  longSide: { least: 44, most: 88 },
  middleX: { least: 42, most: 60 },
  middleY: { least: 41.5, most: 59.5 },
} satisfies Record<string, Range>;

/** Lines are enlarged no further: a dot stays a dot. */
const MOST_ENLARGED = 4;

function within(value: number, { least, most }: Range): number {
  return Math.min(most, Math.max(least, value));
}

/** Where the middle of a line box `side` long goes: as usual, and the ink inside the box. */
function middle(value: number, usual: Range, side: number): number {
  const margin = (side + PEN) / 2;
  return within(within(value, usual), { least: margin, most: BOX - margin });
}

/**
 * A drawing in the box of 105 pixels as it was drawn; one that is larger, smaller or further from the middle
 * than nine of ten of Omniglot's is brought to the limit. Position and size are otherwise kept: in the data set
 * they differ from drawing to drawing too, and the network has learnt that they do.
 */
export function placeInBox(drawing: Drawing): Polyline[] {
  const drawn = drawing
    .filter((stroke) => stroke.length > 0)
    .map((stroke) => stroke.map(({ x, y }) => ({ x: x * BOX, y: y * BOX })));
  if (drawn.length === 0) return [];
  const { centre, width, height } = boxAround(drawn);
  const ink = Math.max(width, height) + PEN;
  const wanted = within(ink, USUAL.longSide);
  const scale = ink === PEN ? 1 : Math.min(MOST_ENLARGED, (wanted - PEN) / (ink - PEN));
  const x = middle(centre.x, USUAL.middleX, width * scale);
  const y = middle(centre.y, USUAL.middleY, height * scale);
  return mapPoints(drawn, (point) => ({
    x: x + (point.x - centre.x) * scale,
    y: y + (point.y - centre.y) * scale,
  }));
}
