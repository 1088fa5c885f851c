import { SIDE } from '../dataset.ts';
import { resizeGrey } from '../resize/grey.ts';
import { BOX, type Drawing } from './drawing.ts';
import { placeInBox } from './place.ts';
import { rasterise } from './raster.ts';

const PAPER = 255;
/** Pillow's own choice for grey images, as for the data set's drawings. */
const FILTER = 'bicubic';

/** A drawing as Omniglot's files hold theirs: `[105 * 105]`, 1 ink, 0 paper. */
export function inBox(drawing: Drawing): Uint8Array {
  return rasterise(placeInBox(drawing));
}

/** A drawing's 28x28 as the network sees it, prepared as the data set's are: grey, paper 255, ink 0. */
export function prepareDrawing(drawing: Drawing): Uint8Array {
  const pixels = inBox(drawing).map((ink) => PAPER * (1 - ink));
  return resizeGrey({ width: BOX, height: BOX, pixels }, SIDE, SIDE, FILTER);
}
