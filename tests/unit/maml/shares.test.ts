import { expect, test } from 'vitest';
import { inventAlphabets } from '#data';
import { createLearner, createTaskShare, type LearnerState, openDevice, type RunSettings } from '#maml';
import { createSampler } from '#tasks';
import { quickSettings } from '../../engine/support.ts';

const dataset = inventAlphabets({ alphabets: 1, charactersPerAlphabet: 8, drawers: 4 });
const sampler = createSampler(dataset, { ...quickSettings, characters: [0, 1, 2, 3, 4, 5, 6, 7] });

/** The state, with Adam's moments, after iterations `first` to `last - 1` of tasks spread over so many shares. */
async function train(
  settings: RunSettings,
  shares: number,
  [first, last]: [number, number],
  from?: LearnerState,
): Promise<LearnerState> {
  const devices = await Promise.all(Array.from({ length: shares }, () => openDevice(settings.backend)));
  const crew = devices.slice(1).map((device) => createTaskShare(settings, device));
  const learner = createLearner(settings, devices[0], crew);
  if (from !== undefined) learner.restore(from);
  for (let i = first; i < last; i++) {
    await learner.metaIteration(sampler.sample(settings.metaBatch, 1, i), settings);
  }
  const state = await learner.state();
  learner.dispose();
  for (const device of devices) device.dispose();
  return state;
}

for (const backend of ['wasm', 'cpu'] as const) {
  for (const algorithm of ['maml', 'fomaml'] as const) {
    // Seven tasks: no number of shares divides them, and 1/7 is no float32.
    const settings: RunSettings = { ...quickSettings, algorithm, backend, metaBatch: 7 };

    test(`one, two and three shares learn the same bits, also where a run goes on with others: ${algorithm} on ${backend}`, async () => {
      const whole = await train(settings, 1, [0, 4]);
      for (const shares of [2, 3]) {
        expect(await train(settings, shares, [0, 4]), `${shares} shares`).toEqual(whole);
      }
      const half = await train(settings, 2, [0, 2]);
      expect(await train(settings, 1, [2, 4], half)).toEqual(whole);
    });
  }
}
