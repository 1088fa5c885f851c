import { grad, mul, reshape, type Tensor, tensor, tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import '../../../src/maml/ops/elementwise.ts';
import { arrange } from '../../../src/maml/devices/processor/arena.ts';
import { repeatAxis, sumAxis } from '../../../src/maml/ops/axis.ts';
import { split } from '../../../src/maml/ops/parameters.ts';
import { descend, times } from '../../../src/maml/ops/update.ts';
import { compile, type Plan } from '../../../src/maml/trace/plan.ts';
import { trace } from '../../../src/maml/trace/trace.ts';

const addTimes = (x: Tensor, y: Tensor, factor: number) => descend(x, y, tensor1d([-factor]));

const namesOf = ({ steps }: Plan) => steps.map(({ op }) => op.name);

test('a call that no output depends on is dropped, with the constants it read', () => {
  const plan = compile([[4]], (x) => {
    mul(x, tensor([1, 2, 3, 4]));
    return [times(x, 2)];
  });
  expect(namesOf(plan)).toEqual(['ScaleBy']);
  expect(plan.constants.map(({ storage }) => storage.size)).toEqual([1]);
});

test('reshaping and splitting are views of the same values and leave no call', () => {
  const shapes = [[2], [2, 2]];
  const plan = compile([[8]], (phi) => {
    const [first, second] = split(phi, shapes, 1);
    return [times(reshape(first, [2, 1]), 3), times(second, 3)];
  });
  expect(namesOf(plan)).toEqual(['ScaleBy', 'ScaleBy']);
  const views = plan.steps.map(({ tensors }) => tensors.x);
  expect(views.map(({ storage }) => storage)).toEqual([plan.inputs[0], plan.inputs[0]]);
  expect(views.map(({ offset }) => offset)).toEqual([0, 4]);
});

test('what depends on constants alone is computed while tracing', () => {
  const plan = compile([[2, 3]], (x) => [mul(x, repeatAxis(times(tensor([1, 2, 3]), 2), 0, 2))]);
  expect(namesOf(plan)).toEqual(['Multiply']);
  expect(Array.from(plan.constants[0].values)).toEqual([2, 4, 6, 2, 4, 6]);
});

test('a result that is an input, a constant or a part is copied', () => {
  const plan = compile([[8]], (phi) => [phi, tensor([1, 2]), split(times(phi, 2), [[3], [4]], 1)[1]]);
  expect(namesOf(plan)).toEqual(['ScaleBy', 'Copy', 'Copy', 'Copy']);
  expect(plan.outputs.map(({ size }) => size)).toEqual([8, 2, 4]);
});

test("the tape's gradients are traced as well", () => {
  const square = (x: Tensor) => sumAxis(mul(x, x), 0);
  const plan = compile([[4]], (x) => [grad(square)(x)]);
  // x * dy for either factor, and their sum: dy is the constant 1.
  expect(namesOf(plan)).toEqual(['Multiply', 'Multiply', 'Add']);
});

test('an op outside a trace, and a tensor of another trace, are refused', () => {
  expect(() => sumAxis({} as Tensor, 0)).toThrow();
  let stray: Tensor | null = null;
  trace([[2]], (x) => {
    stray = times(x, 2);
    return [stray];
  });
  expect(() => trace([[2]], (x) => [mul(x, stray as unknown as Tensor)])).toThrow();
});

test('a result is released after its last reader, outputs and inputs never', () => {
  const plan = compile([[4]], (x) => {
    const a = times(x, 2);
    const b = times(a, 3);
    return [addTimes(b, a, 1)];
  });
  const [first, second, third] = plan.steps;
  expect(first.releases).toEqual([]);
  expect(second.releases).toEqual([]);
  expect(new Set(third.releases)).toEqual(new Set([first.outputs[0].storage, second.outputs[0].storage]));
});

test('results that live at the same time never overlap, others share their memory', () => {
  const plan = compile([[100]], (x) => {
    let y = x;
    for (let i = 1; i <= 20; i++) y = addTimes(times(y, i), y, i);
    return [y];
  });
  const bound = new Set([...plan.inputs, ...plan.outputs, ...plan.constants.map(({ storage }) => storage)]);
  const { offsets, size } = arrange(plan, bound);
  // 100 values are 112 in whole cache lines; three results live at once at most.
  expect(size).toBeLessThanOrEqual(3 * 112);
  const live = new Set<(typeof plan.inputs)[number]>();
  for (const { outputs, releases } of plan.steps) {
    for (const { storage } of outputs) {
      const from = offsets.get(storage);
      if (from === undefined) continue;
      for (const other of live) {
        const at = offsets.get(other) as number;
        expect(from + storage.size <= at || at + other.size <= from).toBe(true);
      }
      live.add(storage);
    }
    for (const storage of releases) live.delete(storage);
  }
});
