import { expect, test } from 'vitest';
import { type Checkpoint, createSession, presets } from '#session';
import type { LoadedSet } from '#workers';
import { TrainingRun } from '../../../src/workers/training.service.ts';
import { stillParts } from '../session/still-parts.ts';
import { eventually, fakeDataset, fakeEngine, fakeMemory } from '../workers/fake-engine.ts';

const checkpoint: Checkpoint = {
  settings: { ...presets.quick, filters: 8 },
  state: { iteration: 77, parameters: [{ name: 'weight', shape: [1], data: new Float32Array([5]) }] },
};

test('a shipped network becomes the run even where the data set is still on its way', async () => {
  let arrive: () => void = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const engine = fakeEngine();
  const session = createSession({
    ...stillParts(),
    shipped: {
      facts: async () => ({ ways: 5, steps: 1, measured: null }),
      network: async () => checkpoint,
    },
    data: {
      loadInvented: async (): Promise<LoadedSet> => {
        await arrived;
        return { dataset: fakeDataset(), skipped: 0, skippedExample: null, cached: false, seconds: 0 };
      },
      loadArchive: async () => {
        throw new Error('Nobody opened an archive.');
      },
      loadCached: async () => null,
      keep: async () => false,
      forgetCached: async () => {},
    },
    createService: (post) =>
      new TrainingRun({
        engine,
        trials: fakeMemory([{ backend: 'wasm', iterationsPerSecond: 9 }]),
        thread: 'worker',
        post,
      }),
    search: '',
    saveAddress: () => {},
  });
  const state = () => session.store.getState();
  session.draw.loadIntoRun();
  await eventually(() => state().iteration).toBe(77);
  expect(state().dataset).toBeNull();
  arrive();
  await eventually(() => state().phase).toBe('paused');
  expect(state()).toMatchObject({ iteration: 77, settings: { network: 'strided', filters: 8 } });
  session.actions.iterateOnce();
  await eventually(() => state().iteration).toBe(78);
});
