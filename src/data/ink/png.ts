import { encode } from 'fast-png';
import { BOX, type Drawing } from './drawing.ts';
import { packRows } from './pack.ts';
import { inBox } from './prepare.ts';

/** A drawing as a file of Omniglot's: a PNG of 105x105 pixels, 1 bit each, black ink on white. */
export function drawingToPng(drawing: Drawing): Uint8Array {
  return encode({ width: BOX, height: BOX, data: packRows(inBox(drawing)), channels: 1, depth: 1 });
}
