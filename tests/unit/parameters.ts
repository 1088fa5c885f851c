import { learntGroups } from '#facts';
import type { NamedArray, NetworkName } from '#maml';

/** A network's parameters, all 0. */
export function blankParameters(network: NetworkName, size: { filters: number; ways: number }): NamedArray[] {
  return learntGroups({ algorithm: 'maml', network, ...size })
    .flat()
    .map(({ name, shape }) => ({
      name,
      shape,
      data: new Float32Array(shape.reduce((product, side) => product * side, 1)),
    }));
}
