import type { NamedArray } from './learner.ts';

/** How far one layer's weights went. */
export interface LayerMovement {
  /** `conv1`, `conv2`, ..., `linear`; a convolution's batch norm belongs to it. */
  layer: string;
  /**
   * Euclidean length of the change that step 1..S made, divided by the length of the layer's weights at
   * step 0.
   */
  perStep: number[];
}

const layerOf = ({ name }: NamedArray) => name.split('/')[0].replace(/^bn/, 'conv');

function lengthOf(arrays: NamedArray[], minus?: NamedArray[]): number {
  let sum = 0;
  arrays.forEach(({ data }, i) => {
    for (let k = 0; k < data.length; k++) sum += (data[k] - (minus?.[i].data[k] ?? 0)) ** 2;
  });
  return Math.sqrt(sum);
}

/**
 * How far each step of an adaptation moved each layer.
 *
 * @param path the weights after step 0..S
 */
export function movementOf(path: NamedArray[][]): LayerMovement[] {
  const layers = [...new Set(path[0].map(layerOf))];
  return layers.map((layer) => {
    const steps = path.map((weights) => weights.filter((array) => layerOf(array) === layer));
    const start = lengthOf(steps[0]);
    return {
      layer,
      perStep: steps.slice(1).map((arrays, step) => lengthOf(arrays, steps[step]) / start),
    };
  });
}

/** The first convolution's kernels, `[filter][3 * 3]`, out of a network's weights. */
export function firstFilters(weights: NamedArray[]): Float32Array {
  const kernel = weights.find(({ name }) => name === 'conv1/kernel');
  if (kernel === undefined) throw new Error('The network has no first convolution.');
  const filters = kernel.shape[kernel.shape.length - 1];
  const taps = kernel.data.length / filters;
  const result = new Float32Array(kernel.data.length);
  for (let filter = 0; filter < filters; filter++) {
    for (let tap = 0; tap < taps; tap++) {
      result[filter * taps + tap] = kernel.data[tap * filters + filter];
    }
  }
  return result;
}
