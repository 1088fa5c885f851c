import { PIXELS } from '#data';

/**
 * The class of the drawing of a set that is nearest: by Euclidean distance between pixels.
 *
 * @param drawing `[28 * 28]`
 * @param set `[drawing][28 * 28]`
 * @param labels `[drawing]`
 */
export function nearestClass(drawing: Uint8Array, set: Uint8Array, labels: Int32Array): number {
  let nearest = labels[0];
  let least = Infinity;
  labels.forEach((label, i) => {
    let distance = 0;
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      distance += (drawing[pixel] - set[i * PIXELS + pixel]) ** 2;
    }
    if (distance < least) {
      least = distance;
      nearest = label;
    }
  });
  return nearest;
}
