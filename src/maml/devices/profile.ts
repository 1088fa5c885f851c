import type { KernelProfile } from '../learner.ts';
import { sizeOf } from '../ops/op.ts';
import type { Step } from '../trace/plan.ts';

/** One step's cost, to be added up by op. */
export interface StepCost {
  step: Step;
  seconds: number;
  dispatches: number;
}

/** Adds up steps by op, the most expensive first. */
export function summarise(costs: StepCost[]): KernelProfile[] {
  const byName = new Map<string, KernelProfile>();
  for (const { step, seconds, dispatches } of costs) {
    const { name } = step.op;
    const sum = byName.get(name) ?? { name, calls: 0, dispatches: 0, seconds: 0, bytes: 0 };
    sum.calls++;
    sum.dispatches += dispatches;
    sum.seconds += seconds;
    sum.bytes += step.outputs.reduce((bytes, { shape }) => bytes + 4 * sizeOf(shape), 0);
    byName.set(name, sum);
  }
  return [...byName.values()].sort((a, b) => b.seconds - a.seconds);
}
