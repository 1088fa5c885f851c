import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import { type Attributes, defineOp, runOp, sizeOf } from './op.ts';
import { joinWebgl, onlyWebgl, perTaskWebgl, sumTasksWebgl } from './parameters.webgl.ts';

/*
 * All parameters of a network lie in one flat tensor, so that a step of any optimiser is one call: one
 * after the other, each `[task, ...shape]` and padded to a multiple of four values. Splitting costs nothing;
 * joining is its gradient. Copying a start for every task and summing over the tasks are such a pair too.
 */

/** Where each parameter starts, and where the last one ends, for parameters of these sizes without task axis. */
export function offsetsOf(sizes: number[], tasks: number): number[] {
  const offsets = [0];
  for (const size of sizes) offsets.push(offsets[offsets.length - 1] + 4 * Math.ceil((tasks * size) / 4));
  return offsets;
}

/** Length of the flat tensor. */
export function flatSize(sizes: number[], tasks: number): number {
  return offsetsOf(sizes, tasks)[sizes.length];
}

/** The parameters, each `[task, ...shape]`. */
export function split(phi: Tensor, shapes: number[][], tasks: number): Tensor[] {
  const sizes = shapes.map(sizeOf);
  const parameters = runOp('Split', { phi }, { sizes, tasks });
  return parameters.map((parameter, i) => reshape(parameter, [tasks, ...shapes[i]]));
}

function join(parameters: Tensor[], attributes: Attributes): Tensor {
  const inputs = Object.fromEntries(parameters.map((parameter, i) => [`p${i}`, parameter]));
  return runOp('Join', inputs, attributes)[0];
}

/** A flat tensor's parts of these lengths, multiples of four, one after the other. */
export function splitFlat(flat: Tensor, lengths: number[]): Tensor[] {
  return runOp('Split', { phi: flat }, { sizes: lengths, tasks: 1 });
}

/** The reverse of `splitFlat`. */
export function joinFlat(parts: Tensor[], lengths: number[]): Tensor {
  return join(parts, { sizes: lengths, tasks: 1 });
}

/** The same values, through which nothing is differentiated. */
export function constant(x: Tensor): Tensor {
  return runOp('Constant', {}, {}, { x })[0];
}

/** A copy of the shared start for every task. */
export function perTask(theta: Tensor, sizes: number[], tasks: number): Tensor {
  return tasks === 1 ? theta : runOp('PerTask', { theta }, { sizes, tasks })[0];
}

/** Sums every parameter over the tasks. */
export function sumTasks(phi: Tensor, sizes: number[], tasks: number): Tensor {
  return tasks === 1 ? phi : runOp('SumTasks', { phi }, { sizes, tasks })[0];
}

/**
 * Zeros in place of the parameters that are not `kept`; its own gradient.
 *
 * @param kept for each parameter
 */
export function only(phi: Tensor, sizes: number[], tasks: number, kept: boolean[]): Tensor {
  return kept.every(Boolean) ? phi : runOp('Only', { phi }, { sizes, tasks, kept: kept.map(Number) })[0];
}

const layout = (attributes: Attributes) => attributes as { sizes: number[]; tasks: number };

defineOp({
  name: 'Split',
  views: (_, attributes) => {
    const { sizes, tasks } = layout(attributes);
    const offsets = offsetsOf(sizes, tasks);
    return sizes.map((size, i) => ({ offset: offsets[i], shape: [tasks * size] }));
  },
  gradient: (dys, _, attributes) => ({ phi: () => join(dys, attributes) }),
});

defineOp({
  name: 'Constant',
  views: ({ x }) => [{ offset: 0, shape: x }],
});

defineOp({
  name: 'Join',
  shapes: (_, attributes) => {
    const { sizes, tasks } = layout(attributes);
    return [[flatSize(sizes, tasks)]];
  },
  cpu: (parameters, [phi], attributes) => {
    const { sizes, tasks } = layout(attributes);
    const offsets = offsetsOf(sizes, tasks);
    sizes.forEach((size, i) => {
      phi.values.set(parameters[`p${i}`].values, offsets[i]);
      phi.values.fill(0, offsets[i] + tasks * size, offsets[i + 1]);
    });
  },
  webgl: joinWebgl,
  gradient: ([dy], _, attributes) => {
    const parameters = runOp('Split', { phi: dy }, attributes);
    return Object.fromEntries(parameters.map((parameter, i) => [`p${i}`, () => parameter]));
  },
});

defineOp({
  name: 'PerTask',
  shapes: (_, attributes) => {
    const { sizes, tasks } = layout(attributes);
    return [[flatSize(sizes, tasks)]];
  },
  cpu: ({ theta }, [phi], attributes) => {
    const { sizes, tasks } = layout(attributes);
    const from = offsetsOf(sizes, 1);
    const to = offsetsOf(sizes, tasks);
    phi.values.fill(0);
    sizes.forEach((size, i) => {
      const parameter = theta.values.subarray(from[i], from[i] + size);
      for (let task = 0; task < tasks; task++) phi.values.set(parameter, to[i] + task * size);
    });
  },
  webgl: perTaskWebgl,
  gradient: ([dy], _, attributes) => {
    const { sizes, tasks } = layout(attributes);
    return { theta: () => sumTasks(dy, sizes, tasks) };
  },
});

defineOp({
  name: 'SumTasks',
  shapes: (_, attributes) => [[flatSize(layout(attributes).sizes, 1)]],
  cpu: ({ phi }, [theta], attributes) => {
    const { sizes, tasks } = layout(attributes);
    const from = offsetsOf(sizes, tasks);
    const to = offsetsOf(sizes, 1);
    theta.values.fill(0);
    sizes.forEach((size, i) => {
      for (let k = 0; k < tasks * size; k++) theta.values[to[i] + (k % size)] += phi.values[from[i] + k];
    });
  },
  webgl: sumTasksWebgl,
  gradient: ([dy], _, attributes) => {
    const { sizes, tasks } = layout(attributes);
    return { phi: () => perTask(dy, sizes, tasks) };
  },
});

defineOp({
  name: 'Only',
  shapes: ({ phi }) => [phi],
  cpu: ({ phi }, [result], attributes) => {
    const { sizes, tasks } = layout(attributes);
    const offsets = offsetsOf(sizes, tasks);
    result.values.set(phi.values);
    (attributes.kept as number[]).forEach((isKept, i) => {
      if (!isKept) result.values.fill(0, offsets[i], offsets[i + 1]);
    });
  },
  webgl: onlyWebgl,
  gradient: ([dy], _, attributes) => ({ phi: () => runOp('Only', { phi: dy }, attributes)[0] }),
});
