import { expect, test } from 'vitest';
import { inventAlphabets } from '#data';
import { createLearner, type Device, openDevice } from '#maml';
import { createSampler } from '#tasks';
import { scoresOf, typicalTask } from '../../src/workers/typical-task.ts';
import { onEveryBackend, quickSettings } from './support.ts';

const shape = { ways: 4, shots: 1, queries: 3 };
const dataset = inventAlphabets({ alphabets: 1, charactersPerAlphabet: 12, drawers: 4 });
const characters = dataset.characters.map((_, i) => i);
const sampler = createSampler(dataset, { ...shape, rotations: false, characters });
const counts = { all: shape.ways * shape.queries, shown: shape.ways };

/** Which of twenty tasks is typical for the random start of each of these seeds. */
async function chosen(device: Device): Promise<number[]> {
  const tasks: number[] = [];
  for (const seed of [1, 2, 3]) {
    const learner = createLearner({ ...quickSettings, ...shape, seed }, device);
    const batch = sampler.sample(20, seed);
    const examination = await learner.examine(batch, { steps: 2, innerLr: 0.1, start: 'random' });
    tasks.push(typicalTask(scoresOf(examination, batch), counts));
    learner.dispose();
  }
  return tasks;
}

onEveryBackend((device) => {
  test('the task on show is the same as on any other', async () => {
    const wasm = await openDevice('wasm');
    expect(await chosen(device())).toEqual(await chosen(wasm));
    wasm.dispose();
  });
});
