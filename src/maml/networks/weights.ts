import type { NamedArray } from '../learner.ts';
import { sizeOf } from '../ops/op.ts';
import { flatSize, offsetsOf } from '../ops/parameters.ts';
import type { ParameterSpec } from './network.ts';

/** Values of each group's tensor, without the task axis. */
export function groupSizes(groups: ParameterSpec[][]): number[] {
  return groups.map((group) => sizeOf(groupShape(group)));
}

/** The shape of a group's tensor, without the task axis. */
export function groupShape(group: ParameterSpec[]): number[] {
  return group.length === 1 ? group[0].shape : [group.length, ...group[0].shape];
}

/** Where each named array lies in the flat tensor of one task. */
function places(groups: ParameterSpec[][]): { spec: ParameterSpec; from: number }[] {
  const offsets = offsetsOf(groupSizes(groups), 1);
  return groups.flatMap((group, g) =>
    group.map((spec, i) => ({ spec, from: offsets[g] + i * sizeOf(spec.shape) })),
  );
}

/**
 * A network's arrays as the engine holds them, one after the other.
 *
 * @throws Error where an array is missing or has another shape
 */
export function flatten(groups: ParameterSpec[][], arrays: NamedArray[]): Float32Array {
  const flat = new Float32Array(flatSize(groupSizes(groups), 1));
  places(groups).forEach(({ spec: { name, shape }, from }, i) => {
    const found = arrays[i];
    if (found?.name !== name || found.shape.join() !== shape.join()) {
      throw new Error(`The weights do not fit this network: ${name} should be [${shape}].`);
    }
    flat.set(found.data, from);
  });
  return flat;
}

/** One task's weights out of those of so many tasks, as of a single task. */
export function weightsOfTask(
  groups: ParameterSpec[][],
  phi: Float32Array,
  tasks: number,
  task: number,
): Float32Array {
  const sizes = groupSizes(groups);
  const from = offsetsOf(sizes, tasks);
  const to = offsetsOf(sizes, 1);
  const flat = new Float32Array(flatSize(sizes, 1));
  sizes.forEach((size, i) => {
    const first = from[i] + task * size;
    flat.set(phi.subarray(first, first + size), to[i]);
  });
  return flat;
}

/** The reverse of `flatten`. */
export function unflatten(groups: ParameterSpec[][], flat: Float32Array): NamedArray[] {
  return places(groups).map(({ spec: { name, shape }, from }) => ({
    name,
    shape,
    data: flat.slice(from, from + sizeOf(shape)),
  }));
}
