import { PIXELS, SIDE } from '#data';

const BLURS = 2;
/** Pixels that a drawing may be shifted, either way. */
const SHIFT = 2;

/** Copies ink `[28][28]`, moved by whole pixels; beyond the edge there is paper. */
function moved(ink: Float32Array, right: number, down: number): Float32Array {
  const result = new Float32Array(PIXELS);
  for (let y = Math.max(0, down); y < SIDE + Math.min(0, down); y++) {
    for (let x = Math.max(0, right); x < SIDE + Math.min(0, right); x++) {
      result[y * SIDE + x] = ink[(y - down) * SIDE + x - right];
    }
  }
  return result;
}

/** Weighs each pixel with its two neighbours in one direction: 1/4, 1/2, 1/4. */
function blurredAlong(ink: Float32Array, right: number, down: number): Float32Array {
  const before = moved(ink, right, down);
  const after = moved(ink, -right, -down);
  return ink.map((value, i) => before[i] / 4 + value / 2 + after[i] / 4);
}

/** A grey drawing's ink, 0..255, blurred a little. */
function blurredInk(drawing: Uint8Array): Float32Array {
  let ink: Float32Array = Float32Array.from(drawing, (grey) => 255 - grey);
  for (let i = 0; i < BLURS; i++) ink = blurredAlong(blurredAlong(ink, 1, 0), 0, 1);
  return ink;
}

function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < PIXELS; i++) sum += (a[i] - b[i]) ** 2;
  return sum;
}

/**
 * The nearest neighbour among a set of drawings: by Euclidean distance between pixels after a small blur
 * ([1 2 1] / 4 twice, both ways), the drawing shifted by up to two pixels in each direction as fits best. Without
 * blur and shifts strokes that hardly miss each other count as much as strokes that lie far apart, and the
 * baseline would be a poor one.
 */
export class NearestNeighbour {
  private readonly set: Float32Array[];
  private readonly labels: Int32Array;

  /**
   * @param set `[drawing][28 * 28]`, grey, paper 255
   * @param labels `[drawing]`
   */
  constructor(set: Uint8Array, labels: Int32Array) {
    this.labels = labels;
    this.set = Array.from(labels, (_, i) => blurredInk(set.subarray(i * PIXELS, (i + 1) * PIXELS)));
  }

  /** The class of the drawing that is nearest; of equally near ones, the first. */
  classOf(drawing: Uint8Array): number {
    const ink = blurredInk(drawing);
    const least = new Float64Array(this.set.length).fill(Infinity);
    for (let down = -SHIFT; down <= SHIFT; down++) {
      for (let right = -SHIFT; right <= SHIFT; right++) {
        const there = moved(ink, right, down);
        this.set.forEach((one, i) => {
          least[i] = Math.min(least[i], distance(there, one));
        });
      }
    }
    return this.labels[least.indexOf(Math.min(...least))];
  }
}
