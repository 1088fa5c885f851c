import { createRandom } from '#data';
import type { NamedArray } from './learner.ts';
import type { ParameterSpec } from './networks/network.ts';
import { sizeOf } from './ops/op.ts';
import type { RunSettings } from './settings.ts';

/** Tells the seeds of a run's purposes apart. */
const WEIGHTS = 1;

/** Random starting weights, and what starts with them, each as its specification says. */
export function randomStart(
  groups: ParameterSpec[][],
  { seed, innerLr }: Pick<RunSettings, 'seed' | 'innerLr'>,
): NamedArray[] {
  const random = createRandom(seed, WEIGHTS);
  return groups.flat().map(({ name, shape, start }) => {
    const data = new Float32Array(sizeOf(shape));
    if (start === 'ones') data.fill(1);
    if (start === 'alpha') data.fill(innerLr);
    if (start === 'normal') for (let i = 0; i < data.length; i++) data[i] = random.normal();
    if (start === 'glorot') {
      const [fanIn, fanOut] = shape.slice(-2).map((n) => n * sizeOf(shape.slice(0, -2)));
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      for (let i = 0; i < data.length; i++) data[i] = random.uniform(-limit, limit);
    }
    return { name, shape, data };
  });
}
