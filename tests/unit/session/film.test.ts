import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { splitCharacters } from '#data';
import type { RunSettings } from '#maml';
import { FilmControl, presets, type SessionState } from '#session';
import type { EpisodeBatch } from '#tasks';
import {
  createEpisodeSource,
  type Film,
  Overtaken,
  type Preview,
  type StudioAdaptation,
  type StudioStart,
} from '#workers';
import { fakeDataset } from '../workers/fake-engine.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Milliseconds between two films of an episode, at least. */
const PACE = 2000;
/** The number, among the curve's tasks, of the one beside the run. */
const ON_SHOW = 3;

interface Request {
  start: StudioStart;
  episode: EpisodeBatch;
  inner: StudioAdaptation;
  finish(): Promise<void>;
  fail(error: Error): Promise<void>;
}

/** The settings of the network that comes with the page. */
const SHIPPED: RunSettings = { ...presets.watch, filters: 32, steps: 1, innerLr: 0.4, evaluateSteps: 5 };

/** What a run with these settings shows of a task beside it. */
function previewOf({ ways, shots, queries, innerLr }: RunSettings, task = ON_SHOW): Preview {
  const none = { support: new Uint8Array(), query: new Uint8Array() };
  const labels = { supportLabels: new Int32Array(), queryLabels: new Int32Array() };
  return {
    iteration: 0,
    task,
    split: 'test',
    innerLr,
    episode: { tasks: 1, ways, shots, queries, ...none, ...labels },
    learnt: [],
  };
}

/** A filmstrip beside a run that is told what to do, and a studio that answers when it is told to. */
function setUp(change: Partial<RunSettings> = {}, standIn = false) {
  const settings = { ...presets.watch, ...change };
  const run = createStore<Pick<SessionState, 'settings' | 'phase' | 'iteration' | 'preview'>>(() => ({
    settings,
    phase: 'empty',
    iteration: 0,
    preview: previewOf(settings),
  }));
  const requests: Request[] = [];
  let closed = false;
  let missing = false;
  const settle = async () => void (await vi.advanceTimersByTimeAsync(0));
  const control = new FilmControl(run, {
    studio: {
      film: (start, episode, inner) =>
        new Promise<Film>((resolve, reject) => {
          const of = inner.steps + 1;
          const strip = {
            supportLoss: new Array(of).fill(0),
            supportAccuracy: new Array(of).fill(1),
            queryLoss: new Array(of).fill(0),
            queryAccuracy: new Array(of).fill(1),
            probabilities: [],
            movement: [],
            filters: [],
          };
          requests.push({
            start,
            episode,
            inner,
            // A worker hands back copies.
            finish: () => {
              resolve({ episode: { ...episode }, learnt: strip, random: strip });
              return settle();
            },
            fail: (error) => {
              reject(error);
              return settle();
            },
          });
        }),
    },
    shipped: {
      network: async (name) => {
        if (missing) throw new Error(`${name}: 404`);
        return { settings: SHIPPED, state: { iteration: 16_000, parameters: [] } };
      },
    },
    standIn,
    snapshot: async () => {
      if (closed) throw new Error('There is no run yet.');
      const { settings, iteration } = run.getState();
      return { settings, state: { iteration, parameters: [] } };
    },
  });
  const state = () => control.store.getState();
  const train = (iteration: number) => run.setState({ phase: 'running', iteration });
  const setClosed = (is: boolean) => {
    closed = is;
  };
  const setMissing = (is: boolean) => {
    missing = is;
  };
  return { run, control, requests, settle, state, train, setClosed, setMissing };
}

/** The same, with the first film of the first episode shown. */
async function shown(change?: Partial<RunSettings>, standIn = false) {
  const all = setUp(change, standIn);
  all.control.takeData(fakeDataset());
  all.control.show(1);
  await all.settle();
  await all.requests[0].finish();
  return all;
}

test('nothing is filmed until somebody looks and there is a run', async () => {
  const { run, control, requests, settle } = setUp();
  run.setState({ phase: 'opening' });
  control.takeData(fakeDataset());
  await settle();
  control.show(1);
  await settle();
  expect(requests).toHaveLength(0);
  run.setState({ phase: 'empty' });
  await settle();
  expect(requests).toHaveLength(1);
});

test('the film is of the run as it stands, with the settings of meta-test', async () => {
  const { requests, state } = await shown({ evaluateSteps: 7, innerLr: 0.2 });
  expect(requests[0].inner).toEqual({ steps: 7, innerLr: 0.2 });
  expect(requests[0].episode).toMatchObject({ tasks: 1, ways: 5, shots: 1, queries: 5 });
  expect(state()).toMatchObject({
    film: { number: 1, iteration: 0, innerLr: 0.2 },
    working: false,
    trouble: null,
  });
});

test('while the run goes on the same task is filmed again, at the pace, one film at a time', async () => {
  const { requests, state, settle, train } = await shown();
  const first = state().film;
  train(10);
  await vi.advanceTimersByTimeAsync(PACE - 1);
  expect(requests).toHaveLength(1);
  train(20);
  await vi.advanceTimersByTimeAsync(1);
  expect(requests).toHaveLength(2);
  train(30);
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(requests).toHaveLength(2);
  await requests[1].finish();
  expect(state().film).toMatchObject({ number: 1, iteration: 20 });
  // The very same drawings: the page need not draw them anew.
  expect(state().film?.episode).toBe(first?.episode);
  await settle();
});

test('a film that takes long leaves the processor to the run for four times as long', async () => {
  const { requests, train } = await shown();
  train(1);
  await vi.advanceTimersByTimeAsync(PACE);
  await vi.advanceTimersByTimeAsync(3000);
  await requests[1].finish();
  train(2);
  await vi.advanceTimersByTimeAsync(11_999);
  expect(requests).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(requests).toHaveLength(3);
});

test('a run at rest is not filmed twice', async () => {
  const { requests, run } = await shown();
  run.setState({ phase: 'paused' });
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(requests).toHaveLength(1);
});

test('once the view is left there is no work, and afterwards it goes on', async () => {
  const { control, requests, train, state } = await shown();
  train(10);
  control.leave();
  train(20);
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(requests).toHaveLength(1);
  control.show(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(requests).toHaveLength(2);
  await requests[1].finish();
  expect(state().film?.iteration).toBe(20);
});

test('held, the film stays while the run goes on; another episode is filmed all the same', async () => {
  const { control, requests, train, state, settle } = await shown();
  control.hold(true);
  train(10);
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(requests).toHaveLength(1);
  control.show(2);
  await settle();
  await requests[1].finish();
  expect(state()).toMatchObject({ held: true, film: { number: 2, iteration: 10 } });
  expect(requests[1].episode.query).not.toEqual(requests[0].episode.query);
  train(20);
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(requests).toHaveLength(2);
  control.hold(false);
  await settle();
  expect(requests).toHaveLength(3);
});

test('an episode has the same drawings whenever it is shown', async () => {
  const one = await shown();
  one.control.show(2);
  await one.settle();
  await one.requests[1].finish();
  one.control.show(1);
  await one.settle();
  expect(one.requests[2].episode).toEqual(one.requests[0].episode);
});

test('other settings, another data set and another run are filmed at once', async () => {
  const { run, control, requests, settle, state } = await shown();
  run.setState({ settings: { ...presets.watch, innerLr: 0.4 } });
  await settle();
  expect(requests[1].inner.innerLr).toBe(0.4);
  await requests[1].finish();
  control.takeData(fakeDataset(50, 9));
  await settle();
  await requests[2].finish();
  expect(requests[2].episode.query).not.toEqual(requests[1].episode.query);
  // As many iterations of another run: its weights are others.
  run.setState({ phase: 'opening' });
  run.setState({ phase: 'paused' });
  await vi.advanceTimersByTimeAsync(PACE);
  expect(requests).toHaveLength(4);
  await requests[3].finish();
  expect(state().working).toBe(false);
});

test('the first episode is the task beside the run, and the others come in order', async () => {
  const { control, requests, settle } = await shown();
  const data = fakeDataset();
  const source = createEpisodeSource(data, splitCharacters(data.characters, presets.watch), presets.watch);
  expect(requests[0].episode).toEqual(source.watched.tasks('curve', ON_SHOW, 1));
  for (const number of [2, 7]) {
    control.show(number);
    await settle();
    const { episode, finish } = requests[requests.length - 1];
    expect(episode).toEqual(source.watched.tasks('preview', number - 1, 1));
    await finish();
  }
});

test('the first episode waits for the task beside the run, also after the tasks have changed', async () => {
  const { run, control, requests, settle, state } = setUp();
  run.setState({ preview: null });
  control.takeData(fakeDataset());
  control.show(1);
  await settle();
  expect(requests).toHaveLength(0);
  run.setState({ preview: previewOf(presets.watch) });
  await settle();
  await requests[0].finish();
  const settings = { ...presets.watch, shots: 2 };
  run.setState({ settings });
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(requests).toHaveLength(1);
  run.setState({ preview: previewOf(settings, 5) });
  await settle();
  expect(requests[1].episode.shots).toBe(2);
  await requests[1].finish();
  expect(state().film?.episode.shots).toBe(2);
});

test('a network that comes with the page stands in until the run has learnt something', async () => {
  const { run, control, requests, settle, state, train } = await shown({ evaluateSteps: 3 }, true);
  expect(requests[0]).toMatchObject({ start: { settings: SHIPPED }, inner: { steps: 3, innerLr: 0.4 } });
  expect(state().film).toMatchObject({
    shipped: 'omniglot-5-way-1-shot',
    iteration: 16_000,
    innerLr: 0.4,
    episode: { queries: presets.watch.queries },
  });
  run.setState({ phase: 'paused' });
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(requests).toHaveLength(1);

  train(1);
  await settle();
  expect(requests[1].inner.innerLr).toBe(presets.watch.innerLr);
  await requests[1].finish();
  expect(state().film).toMatchObject({ shipped: null, iteration: 1 });

  run.setState({ phase: 'empty', iteration: 0 });
  await settle();
  await requests[2].finish();
  expect(state().film?.shipped).not.toBeNull();
  control.setStandIn(false);
  await settle();
  await requests[3].finish();
  expect(state().film).toMatchObject({ shipped: null, iteration: 0 });
});

test('held, the network that stands in stays while the run learns', async () => {
  const { control, requests, settle, state, train } = await shown({}, true);
  control.hold(true);
  train(10);
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(requests).toHaveLength(1);
  control.hold(false);
  await settle();
  await requests[1].finish();
  expect(state().film).toMatchObject({ shipped: null, iteration: 10 });
});

test('a network that does not arrive is told of; the run is filmed all the same once it has learnt', async () => {
  const { control, requests, settle, state, train, setMissing } = setUp({}, true);
  setMissing(true);
  control.takeData(fakeDataset());
  control.show(1);
  await settle();
  expect(state().trouble).toEqual({ kind: 'failed', message: 'omniglot-5-way-1-shot: 404' });
  train(1);
  await settle();
  await requests[0].finish();
  expect(state()).toMatchObject({ trouble: null, film: { shipped: null, iteration: 1 } });
});

test('a data set too small for a task is told of, and tried again with other settings', async () => {
  const { run, control, state, requests, settle, setClosed } = setUp({ ways: 20 });
  setClosed(true);
  run.setState({ preview: null });
  control.takeData(fakeDataset(30));
  control.show(1);
  await settle();
  expect(state().trouble).toEqual({
    kind: 'too-few',
    what: 'characters',
    pool: 'test',
    needed: 20,
    found: 10,
  });
  expect(requests).toHaveLength(0);
  setClosed(false);
  run.setState({ settings: presets.watch, preview: previewOf(presets.watch) });
  await settle();
  await requests[0].finish();
  expect(state()).toMatchObject({ trouble: null, film: { number: 1 } });
});

test('a studio that fails is not asked again by itself; the film shown stays', async () => {
  const { control, requests, train, state, settle } = await shown();
  train(10);
  await vi.advanceTimersByTimeAsync(PACE);
  await requests[1].fail(new Error('out of memory'));
  expect(state()).toMatchObject({
    trouble: { kind: 'failed', message: 'out of memory' },
    film: { iteration: 0 },
    working: false,
  });
  train(20);
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(requests).toHaveLength(2);
  control.retry();
  await settle();
  expect(state().trouble).toBeNull();
  await requests[2].finish();
  expect(state().film?.iteration).toBe(20);
});

test('a request that was overtaken is no trouble', async () => {
  const { requests, train, state } = await shown();
  train(10);
  await vi.advanceTimersByTimeAsync(PACE);
  await requests[1].fail(new Overtaken('closed'));
  expect(state().trouble).toBeNull();
  train(11);
  await vi.advanceTimersByTimeAsync(PACE);
  expect(requests).toHaveLength(3);
});

test('a film given up is not shown when it comes, nor made again', async () => {
  const { control, requests, state, settle } = await shown();
  control.show(2);
  await settle();
  expect(state().working).toBe(true);
  control.cancel();
  control.show(1);
  expect(state()).toMatchObject({ working: false, held: true });
  await requests[1].finish();
  await vi.advanceTimersByTimeAsync(10 * PACE);
  expect(state().film?.number).toBe(1);
  expect(requests).toHaveLength(2);
});
