import { vi } from 'vitest';
import type { Dataset } from '#data';
import type { MetaLearner } from '#maml';
import { createSession, encodeCheckpoint, presets, type SessionState } from '#session';
import type { LoadedSet, OpenOptions, TrainingEvent } from '#workers';
import { TrainingRun } from '../../../src/workers/training.service.ts';
import { eventually, fakeDataset, fakeEngine, fakeMemory } from '../workers/fake-engine.ts';
import { stillParts } from './still-parts.ts';

export const invented = fakeDataset();
export const archive: Dataset = { ...fakeDataset(50, 9), name: 'omniglot.zip', source: 'archive' };
/** A set as it comes from being read. */
export const loaded = (dataset: Dataset, extra: Partial<LoadedSet> = {}): LoadedSet => ({
  dataset,
  skipped: 0,
  skippedExample: null,
  cached: false,
  seconds: 0,
  ...extra,
});
/** Files that hold an archive, as far as the fake reader cares. */
export const zip = (name = 'omniglot.zip') => [new File(['PK'], name)];

/** A session on a fake engine; its data sets come at once unless told otherwise. `opened`: the runs opened. */
export function setUp(search = '', altered: (learner: MetaLearner) => MetaLearner = (learner) => learner) {
  const engine = fakeEngine();
  const { createLearner } = engine;
  engine.createLearner = (...from) => altered(createLearner(...from));
  const trials = fakeMemory([
    { backend: 'webgl', iterationsPerSecond: 41 },
    { backend: 'wasm', iterationsPerSecond: 9 },
  ]);
  const data = {
    loadInvented: vi.fn(async () => loaded(invented)),
    loadArchive: vi.fn(async (_files: unknown, _report: unknown, _signal?: AbortSignal) => loaded(archive)),
    loadCached: vi.fn(async (): Promise<LoadedSet | null> => null),
    keep: vi.fn(async (_set: unknown, _signal?: AbortSignal) => true),
    forgetCached: vi.fn(async () => {}),
  };
  const addresses: string[] = [];
  const opened: OpenOptions[] = [];
  let post: (event: TrainingEvent) => void = () => {};
  const open = () => {
    const session = createSession({
      ...stillParts(),
      data,
      createService: (listener) => {
        post = listener;
        const service = new TrainingRun({ engine, trials, thread: 'worker', post: listener });
        const openRun = service.open.bind(service);
        service.open = (options) => {
          opened.push(options);
          return openRun(options);
        };
        return service;
      },
      search,
      saveAddress: (settings, id) => addresses.push(`${id} ${settings.innerLr}`),
    });
    const state = () => session.store.getState();
    const until = (phase: SessionState['phase']) => eventually(() => state().phase).toBe(phase);
    return { ...session, state, until };
  };
  return { engine, trials, data, addresses, opened, open, post: (event: TrainingEvent) => post(event) };
}

/** A checkpoint of a small network, as a file. */
export function checkpointFile(iteration: number, ways = 5, name = 'mine.safetensors'): File {
  const settings = { ...presets.quick, filters: 8, ways };
  const blocks = [1, 2, 3, 4].flatMap((block): [string, number[]][] => [
    [`conv${block}/kernel`, [3, 3, block === 1 ? 1 : 8, 8]],
    [`bn${block}/gamma`, [8]],
    [`bn${block}/beta`, [8]],
  ]);
  const shapes: [string, number[]][] = [...blocks, ['linear/kernel', [32, ways]], ['linear/bias', [ways]]];
  const parameters = shapes.map(([name, shape]) => ({
    name,
    shape,
    data: new Float32Array(shape.reduce((product, side) => product * side, 1)).fill(1),
  }));
  return new File([encodeCheckpoint({ settings, state: { iteration, parameters } })], name);
}
