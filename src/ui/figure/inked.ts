/** A symbol stands in up to eight places of the figure, in two colours: each is made once. */
const made = new WeakMap<Uint8ClampedArray, Map<string, ImageData>>();

/** A mask of ink `[side * side]` as an image in a colour, `rgb(r, g, b)` as computed styles give it. */
export function inked(mask: Uint8ClampedArray, colour: string): ImageData {
  const colours = made.get(mask) ?? new Map<string, ImageData>();
  made.set(mask, colours);
  const known = colours.get(colour);
  if (known) return known;

  const side = Math.sqrt(mask.length);
  const image = new ImageData(side, side);
  const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const pixels = image.data;
  for (let i = 0; i < mask.length; i++) {
    pixels[4 * i] = red;
    pixels[4 * i + 1] = green;
    pixels[4 * i + 2] = blue;
    pixels[4 * i + 3] = mask[i];
  }
  colours.set(colour, image);
  return image;
}
