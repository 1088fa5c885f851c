import type { Drawing as Strokes } from '#data';
import { pixelsOf } from '#session';
import { Drawing } from '../figure/Drawing.tsx';

const masks = new WeakMap<Uint8Array, Uint8ClampedArray>();

/** The ink of a grey drawing, paper 255, pixel by pixel. */
function maskOf(pixels: Uint8Array): Uint8ClampedArray {
  const known = masks.get(pixels);
  if (known !== undefined) return known;
  const mask = Uint8ClampedArray.from(pixels, (grey) => 255 - grey);
  masks.set(pixels, mask);
  return mask;
}

/** A drawing's 28x28, as the network sees it. */
export function Seen(props: { drawing: Strokes; label?: string }) {
  const { drawing, label } = props;
  return (
    <span
      className="seen"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <Drawing mask={maskOf(pixelsOf(drawing))} />
    </span>
  );
}
