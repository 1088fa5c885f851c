import { expect, test } from 'vitest';
import { inventAlphabets } from '#data';
import { createLearner, type MetaLearner } from '#maml';
import { createSampler } from '#tasks';
import { onEveryBackend, quickSettings } from './support.ts';

const dataset = inventAlphabets({ alphabets: 1, charactersPerAlphabet: 8, drawers: 4 });
const sampler = createSampler(dataset, { ...quickSettings, characters: [0, 1, 2, 3, 4, 5, 6, 7] });

async function train(learner: MetaLearner, count: number): Promise<number[]> {
  const losses: number[] = [];
  for (let i = 0; i < count; i++) {
    const batch = sampler.sample(quickSettings.metaBatch, 1, learner.iteration);
    losses.push(...(await learner.metaIteration(batch, quickSettings)).queryLoss);
  }
  return losses;
}

onEveryBackend((device) => {
  // Software WebGL takes its time.
  test('live tensors do not grow from iteration 2 to 200', { timeout: 240_000 }, async () => {
    const learner = createLearner(quickSettings, device());
    await train(learner, 2);
    const early = learner.memory();
    await train(learner, 198);
    expect(learner.iteration).toBe(200);
    expect(learner.memory()).toEqual(early);
    learner.dispose();
  });

  test('the same seed gives the same run, and a restored state goes on with it', async () => {
    const first = createLearner(quickSettings, device());
    const losses = await train(first, 4);

    const second = createLearner(quickSettings, device());
    const half = await train(second, 2);
    const third = createLearner({ ...quickSettings, seed: 99 }, device());
    third.restore(await second.state());
    expect([...half, ...(await train(third, 2))]).toEqual(losses);
    for (const learner of [first, second, third]) learner.dispose();
  });

  test('meta-training on the same tasks again and again learns them', async () => {
    const learner = createLearner(quickSettings, device());
    const batch = sampler.sample(2, 5);
    const losses: number[] = [];
    for (let i = 0; i < 30; i++) {
      losses.push((await learner.metaIteration(batch, { innerLr: 0.1, outerLr: 5e-3 })).queryLoss[1]);
    }
    expect(losses[29]).toBeLessThan(0.5 * losses[0]);
    learner.dispose();
  });

  test('a single parameter that is no number is found, whatever the figures say of it', async () => {
    const learner = createLearner(quickSettings, device());
    expect(await learner.isFinite()).toBe(true);
    const state = await learner.state();
    for (const value of [Number.NaN, Number.NEGATIVE_INFINITY]) {
      const [kernel, ...others] = state.parameters;
      learner.restore({
        ...state,
        parameters: [{ ...kernel, data: kernel.data.with(5, value) }, ...others],
      });
      expect(await learner.isFinite(), `${value}`).toBe(false);
      await train(learner, 1);
      expect(await learner.isFinite(), `${value}, after a meta-iteration`).toBe(false);
    }
    learner.restore(state);
    expect(await learner.isFinite()).toBe(true);
    learner.dispose();
  });

  test('an examination reports every step and task, and moves nothing', async () => {
    const learner = createLearner(quickSettings, device());
    const before = await learner.state();
    const batch = sampler.sample(2, 9);
    const options = { steps: 3, innerLr: 0.1 };
    const learnt = await learner.examine(batch, { ...options, start: 'learnt' });
    expect(learnt.queryLoss.map((row) => row.length)).toEqual([2, 2, 2, 2]);
    for (const probabilities of learnt.probabilities) {
      expect(probabilities.length).toBe(2 * 2 * 2);
      expect(probabilities[0] + probabilities[1]).toBeCloseTo(1, 5);
    }
    // Nothing is learnt yet: the random start is the same one.
    const random = await learner.examine(batch, { ...options, start: 'random' });
    expect(random.queryLoss).toEqual(learnt.queryLoss);
    expect(await learner.state()).toEqual(before);
    learner.dispose();
  });
});
