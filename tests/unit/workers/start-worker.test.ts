import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Device } from '#maml';
import type { TrainingEvent } from '#workers';
import { openCrew } from '../../../src/workers/crew.ts';
import { createDataClient } from '../../../src/workers/data.client.ts';
import { startWorker, WorkerUnavailable } from '../../../src/workers/start-worker.ts';
import { StudioClient } from '../../../src/workers/studio.client.ts';
import { TrainingClient } from '../../../src/workers/training.client.ts';
import { eventually, fakeDataset, settings } from './fake-engine.ts';
import { FakeWorker, type Script, stubWorkers } from './fake-worker.ts';

const idle: Script = () => ({});

/** Makes workers whose first `failures` scripts do not load. */
function maker(failures: number) {
  const made: FakeWorker[] = [];
  const make = () => {
    const worker = new FakeWorker(made.length < failures ? null : idle, '');
    made.push(worker);
    return worker as unknown as Worker;
  };
  return { made, make };
}

describe('a worker', () => {
  const life = new AbortController();

  test('whose script fails twice is started at the third try, and the others are ended', async () => {
    const { made, make } = maker(2);
    expect(await startWorker(make, life.signal, [1, 1])).toBe(made[2]);
    expect(made.map(({ terminated }) => terminated)).toEqual([true, true, false]);
  });

  test('whose script never comes is given up after the last try', async () => {
    const { made, make } = maker(9);
    await expect(startWorker(make, life.signal, [1, 1])).rejects.toThrow(WorkerUnavailable);
    expect(made.map(({ terminated }) => terminated)).toEqual([true, true, true]);
  });

  test('that nobody wants any more ends, whether it waits for a try or runs', async () => {
    const waiting = new AbortController();
    const { made, make } = maker(1);
    const starting = startWorker(make, waiting.signal, [100_000]);
    await eventually(() => made[0]?.terminated).toBe(true);
    waiting.abort(new Error('Enough.'));
    await expect(starting).rejects.toThrow('Enough.');
    expect(made).toHaveLength(1);

    const running = new AbortController();
    const worker = await startWorker(maker(0).make, running.signal);
    running.abort();
    expect(worker).toMatchObject({ terminated: true });
  });
});

describe('with a server that stumbles', () => {
  /** How many scripts do not load, from now on. */
  let failures = 0;
  let workers: FakeWorker[] = [];
  const script: { current: Script } = { current: idle };

  beforeEach(() => {
    // The waits between tries are over at once.
    const { setTimeout } = globalThis;
    vi.stubGlobal('setTimeout', (done: () => void) => setTimeout(done));
    workers = stubWorkers((address) => {
      if (address.includes('webgl2')) return idle;
      return failures-- > 0 ? null : script.current;
    });
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const open = {
    settings: { ...settings, backend: 'wasm' as const },
    data: fakeDataset(),
    split: { train: [], validation: [], test: [], rule: 'official' as const, digest: '' },
    previews: false,
  };

  function client() {
    const events: TrainingEvent[] = [];
    return { events, client: new TrainingClient((event) => events.push(event)) };
  }

  test('a run opens at a further try', async () => {
    failures = 2;
    script.current = () => ({ open: async () => ({ backend: 'wasm' }) });
    expect(await client().client.open(open)).toEqual({ backend: 'wasm' });
  });

  test('a run that could not be opened can be opened later, when the server is back', async () => {
    failures = 100;
    script.current = () => ({ open: async () => ({ backend: 'wasm' }) });
    const { client: training } = client();
    await expect(training.open(open)).rejects.toThrow(WorkerUnavailable);
    await expect(training.iterateOnce()).rejects.toThrow('No run is open.');
    failures = 0;
    expect(await training.open(open)).toEqual({ backend: 'wasm' });
  });

  test('an error of the worker beside the training is told as that, and the training answers as before', async () => {
    failures = 0;
    const pause = vi.fn();
    script.current = (worker) => ({
      open: async () => ({ backend: 'wasm' }),
      pause: async () => {
        pause();
        worker.say({ event: { type: 'phase', phase: 'paused' } });
      },
    });
    const { client: training, events } = client();
    await training.open(open);
    workers.find(({ name }) => name === 'training')?.fail('stray error');
    expect(events).toEqual([{ type: 'trouble', message: 'stray error' }]);
    await training.pause();
    expect(pause).toHaveBeenCalledOnce();
    await eventually(() => events.at(-1)).toEqual({ type: 'phase', phase: 'paused' });
  });

  test('the studio answers at a further try, and after a failure at the next request', async () => {
    failures = 1;
    script.current = () => ({ answer: async () => ({ nearest: 3 }) });
    const studio = new StudioClient();
    expect(await studio.answer(new Uint8Array())).toEqual({ nearest: 3 });
    studio.close();
    failures = 100;
    await expect(studio.answer(new Uint8Array())).rejects.toThrow(WorkerUnavailable);
    failures = 0;
    expect(await studio.answer(new Uint8Array())).toEqual({ nearest: 3 });
  });

  test('a data set loads at a further try; an error on the way is told, and the next one loads', async () => {
    failures = 1;
    const set = { dataset: fakeDataset(2, 1), skipped: 0, skippedExample: null, cached: false, seconds: 1 };
    script.current = () => ({ loadInvented: async () => ({ set }) });
    const data = createDataClient();
    expect(await data.loadInvented(1, () => {})).toEqual(set);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);

    const loading = vi.fn(() => new Promise(() => {}));
    script.current = () => ({ loadInvented: loading });
    const broken = data.loadInvented(1, () => {});
    await eventually(() => loading.mock.calls.length).toBe(1);
    workers[2].fail('out of memory');
    await expect(broken).rejects.toThrow('out of memory');
    expect(workers[2].terminated).toBe(true);
  });

  test('threads that do not start are done without', async () => {
    vi.stubGlobal('navigator', { hardwareConcurrency: 4 });
    const opened = vi.fn();
    let started = 0;
    const startThread = async () => {
      if (started++ === 1) throw new WorkerUnavailable('503');
      return new FakeWorker(() => ({ open: opened }), 'task') as unknown as Worker;
    };
    const device = { batchesTasks: false, report: { backend: 'wasm' } } as Device;
    const crew = await openCrew({ ...settings, metaBatch: 8 }, device, startThread);
    expect({ started, shares: crew.shares.length, opened: opened.mock.calls.length }).toEqual({
      started: 3,
      shares: 2,
      opened: 2,
    });
  });
});
