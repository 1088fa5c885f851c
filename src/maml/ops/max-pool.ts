import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm/backend.ts';
import { type Block, defineOp, type Program, runOp, sizeOf } from './op.ts';

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

function gatherCpu(u: Block, x: Block): Block[] {
  const shape = pooledShape(x.shape);
  const values = new Float32Array(sizeOf(shape));
  eachMaximum(x, (output, input) => {
    values[output] = u.values[input];
  });
  return [{ shape, values }];
}

function scatterCpu(dy: Block, x: Block): Block[] {
  const values = new Float32Array(x.values.length);
  eachMaximum(x, (output, input) => {
    values[input] = dy.values[output];
  });
  return [{ shape: x.shape, values }];
}

/** Runs a kernel that visits the windows of x; four channels at a time, other counts are left to JavaScript. */
function visitWindows(
  name: 'gatherAtMax' | 'scatterToMax',
  values: TensorInfo,
  x: TensorInfo,
  backend: WasmBackend,
): TensorInfo[] | null {
  const [tasks, images, height, width, channels] = x.shape;
  if (channels % 4 !== 0) return null;
  const result = name === 'gatherAtMax' ? backend.create(pooledShape(x.shape)) : backend.zeros(x.shape);
  const at = backend.addresses({ values, x, result });
  backend.kernels[name](at.values, at.x, at.result, tasks * images, height, width, channels);
  return [result];
}

/** GLSL: the row-major index of the largest value of the window whose first value is at `corner`. */
const argMax = (x: TensorInfo) => `
  const int CHANNELS = ${x.shape[4]};
  const int WIDTH = ${x.shape[3]};
  const int HEIGHT = ${x.shape[2]};
  const int IMAGES = ${x.shape[1]};
  int argMax(int corner) {
    int best = corner;
    float most = at(x, corner);
    for (int k = 1; k < 4; k++) {
      int candidate = corner + (k / 2 * WIDTH + k % 2) * CHANNELS;
      float value = at(x, candidate);
      if (value > most) { most = value; best = candidate; }
    }
    return best;
  }
`;

function gatherWebgl(u: TensorInfo, x: TensorInfo): Program {
  return {
    shape: pooledShape(x.shape),
    reads: { u, x },
    code: `
      ${argMax(x)}
      void main() {
        ivec5 o = getOutputCoords();
        int image = (o.x * IMAGES + o.y) * HEIGHT;
        setOutput(at(u, argMax(((image + 2 * o.z) * WIDTH + 2 * o.w) * CHANNELS + o.u)));
      }`,
  };
}

function scatterWebgl(dy: TensorInfo, x: TensorInfo): Program {
  const [, , height, width] = pooledShape(x.shape);
  return {
    shape: x.shape,
    reads: { dy, x },
    code: `
      ${argMax(x)}
      void main() {
        ivec5 o = getOutputCoords();
        int image = o.x * IMAGES + o.y;
        int y = o.z / 2;
        int column = o.w / 2;
        float result = 0.0;
        if (y < ${height} && column < ${width}) {
          int corner = ((image * HEIGHT + 2 * y) * WIDTH + 2 * column) * CHANNELS + o.u;
          int here = ((image * HEIGHT + o.z) * WIDTH + o.w) * CHANNELS + o.u;
          if (argMax(corner) == here) {
            result = at(dy, ((image * ${height} + y) * ${width} + column) * CHANNELS + o.u);
          }
        }
        setOutput(result);
      }`,
  };
}

defineOp({
  name: 'MaxPoolTasks',
  cpu: ({ x }) => gatherCpu(x, x),
  wasm: ({ x }, _, backend) => visitWindows('gatherAtMax', x, x, backend),
  webgl: ({ x }, _, draw) => [draw(gatherWebgl(x, x))],
  saves: { inputs: ['x'] },
  gradient: ([dy], [x]) => ({ x: () => scatterToMax(dy, x) }),
});

defineOp({
  name: 'MaxPoolGather',
  cpu: ({ u, x }) => gatherCpu(u, x),
  wasm: ({ u, x }, _, backend) => visitWindows('gatherAtMax', u, x, backend),
  webgl: ({ u, x }, _, draw) => [draw(gatherWebgl(u, x))],
  saves: { constants: ['x'] },
  gradient: ([dy], [x]) => ({ u: () => scatterToMax(dy, x) }),
});

defineOp({
  name: 'MaxPoolScatter',
  cpu: ({ dy, x }) => scatterCpu(dy, x),
  wasm: ({ dy, x }, _, backend) => visitWindows('scatterToMax', dy, x, backend),
  webgl: ({ dy, x }, _, draw) => [draw(scatterWebgl(dy, x))],
  saves: { constants: ['x'] },
  gradient: ([u], [x]) => ({ dy: () => gatherAtMax(u, x) }),
});
