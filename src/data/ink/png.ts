import { encode } from 'fast-png';
import { BOX, type Drawing } from './drawing.ts';
import { inBox } from './prepare.ts';

const ROW_BYTES = Math.ceil(BOX / 8);

/** A drawing as a file of Omniglot's: a PNG of 105x105 pixels, 1 bit each, black ink on white. */
export function drawingToPng(drawing: Drawing): Uint8Array {
  const ink = inBox(drawing);
  const data = new Uint8Array(BOX * ROW_BYTES).fill(0xff);
  for (let y = 0; y < BOX; y++) {
    for (let x = 0; x < BOX; x++) {
      if (ink[y * BOX + x] === 1) data[y * ROW_BYTES + (x >> 3)] &= ~(0x80 >> (x & 7));
    }
  }
  return encode({ width: BOX, height: BOX, data, channels: 1, depth: 1 });
}
