import type { Tensor } from '@tensorflow/tfjs-core';
import { maxPoolGatherWasm, maxPoolScatterWasm, maxPoolWasm } from './max-pool.wasm.ts';
import { maxPoolGatherWebgl, maxPoolScatterWebgl, maxPoolWebgl } from './max-pool.webgl.ts';
import { type Block, defineOp, runOp } from './op.ts';

/*
 * A 2x2 max pool picks values at the windows' arg-max; its gradient puts values back there. Gather and
 * scatter at the same places are each other's gradient, and the places themselves have none.
 */

/**
 * 2x2 max pool with stride 2; an odd last row or column is dropped. Of equal values the first one counts.
 *
 * @param x `[task, image, height, width, channel]`
 */
export function maxPool(x: Tensor): Tensor {
  return runOp('MaxPoolTasks', { x })[0];
}

/** Values of `u` (shaped like `x`) at the arg-max of each window of `x`. */
const gatherAtMax = (u: Tensor, x: Tensor) => runOp('MaxPoolGather', { u }, {}, { x })[0];

/** Zeros shaped like `x`, with `dy` put at the arg-max of each window. */
const scatterToMax = (dy: Tensor, x: Tensor) => runOp('MaxPoolScatter', { dy }, {}, { x })[0];

function pooledShape([tasks, images, height, width, channels]: number[]): number[] {
  return [tasks, images, height >> 1, width >> 1, channels];
}

/** Calls `visit` with each window's output index and the input index of its largest value. */
function eachMaximum(x: Block, visit: (output: number, input: number) => void): void {
  const [tasks, images, height, width, channels] = x.shape;
  const values = x.values;
  let output = 0;
  for (let image = 0; image < tasks * images; image++) {
    for (let y = 0; y + 1 < height; y += 2) {
      for (let column = 0; column + 1 < width; column += 2) {
        const corner = ((image * height + y) * width + column) * channels;
        for (let c = 0; c < channels; c++) {
          let best = corner + c;
          for (const candidate of [best + channels, best + width * channels, best + (width + 1) * channels]) {
            if (values[candidate] > values[best]) best = candidate;
          }
          visit(output++, best);
        }
      }
    }
  }
}

function gatherCpu(u: Block, x: Block, [y]: Block[]): void {
  eachMaximum(x, (output, input) => {
    y.values[output] = u.values[input];
  });
}

function scatterCpu(dy: Block, x: Block, [dx]: Block[]): void {
  dx.values.fill(0);
  eachMaximum(x, (output, input) => {
    dx.values[input] = dy.values[output];
  });
}

defineOp({
  name: 'MaxPoolTasks',
  shapes: ({ x }) => [pooledShape(x)],
  cpu: ({ x }, outputs) => gatherCpu(x, x, outputs),
  wasm: maxPoolWasm,
  webgl: maxPoolWebgl,
  saves: { inputs: ['x'] },
  gradient: ([dy], [x]) => ({ x: () => scatterToMax(dy, x) }),
});

defineOp({
  name: 'MaxPoolGather',
  shapes: ({ x }) => [pooledShape(x)],
  cpu: ({ u, x }, outputs) => gatherCpu(u, x, outputs),
  wasm: maxPoolGatherWasm,
  webgl: maxPoolGatherWebgl,
  saves: { constants: ['x'] },
  gradient: ([dy], [x]) => ({ u: () => scatterToMax(dy, x) }),
});

defineOp({
  name: 'MaxPoolScatter',
  shapes: ({ x }) => [x],
  cpu: ({ dy, x }, outputs) => scatterCpu(dy, x, outputs),
  wasm: maxPoolScatterWasm,
  webgl: maxPoolScatterWebgl,
  saves: { constants: ['x'] },
  gradient: ([u], [x]) => ({ dy: () => gatherAtMax(u, x) }),
});
