import { expect, test } from 'vitest';
import type { SessionState } from '#session';
import { eventually } from '../workers/fake-engine.ts';
import { archive, checkpointFile, setUp, zip } from './fake-session.ts';

type Opened = ReturnType<ReturnType<typeof setUp>['open']>;

/** Trains a while, changes a rate on the way, and pauses. */
async function train(session: Opened, least = 30): Promise<void> {
  const until = session.state().iteration + least;
  session.actions.start();
  await eventually(() => session.state().iteration).toBeGreaterThan(until);
  session.actions.pause();
  await session.until('paused');
}

/** A session whose run has learnt something, with another inner rate from the middle on. */
async function trained(search = '') {
  const parts = setUp(search);
  const session = parts.open();
  await session.until('empty');
  await train(session);
  session.actions.change({ innerLr: 0.4 });
  await eventually(() => session.state().history.changes).toHaveLength(1);
  await train(session);
  return { ...parts, session };
}

/** All that belongs to a run. */
const runOf = ({ settings, preset, iteration, elapsed, history, dataset }: SessionState) => ({
  settings,
  preset,
  iteration,
  elapsed,
  history,
  dataset,
});

/** Waits until another run has taken the place of one, which can be brought back. */
async function replaced({ state }: Opened, iteration: number): Promise<void> {
  await eventually(() => [state().aside?.iteration, state().phase]).toEqual([
    iteration,
    expect.stringMatching(/empty|paused/),
  ]);
}

function addOwnSymbols({ draw }: Opened): void {
  const line = [
    { x: 0.2, y: 0.2 },
    { x: 0.8, y: 0.7 },
  ];
  draw.draw(0, 0, [line]);
  draw.offerTraining();
  draw.acceptOffer('Mine');
}

const WAYS: [string, (session: Opened) => unknown][] = [
  ['Reset', ({ actions }) => actions.reset()],
  [
    'other ways',
    ({ actions }) => {
      actions.change({ ways: 7 });
      actions.acceptNotice();
    },
  ],
  [
    'a preset',
    ({ actions }) => {
      actions.choosePreset('quick');
      actions.acceptNotice();
    },
  ],
  ['a checkpoint', ({ actions }) => actions.openFiles([checkpointFile(500)])],
  ['an archive', ({ actions }) => actions.openFiles(zip())],
  ['own symbols as training classes', addOwnSymbols],
];

test.each(WAYS)('%s: what was learnt can be brought back, whole', async (_, replace) => {
  const { session, engine, opened } = await trained();
  const before = runOf(session.state());
  const weight = engine.weights.at(-1);
  replace(session);
  await replaced(session, before.iteration);
  expect(session.state().iteration).not.toBe(before.iteration);

  session.actions.bringBackRun();
  await session.until('opening');
  await session.until('paused');
  expect(runOf(session.state())).toEqual(before);
  expect(opened.at(-1)?.state).toMatchObject({
    iteration: before.iteration,
    parameters: [{ data: new Float32Array([weight ?? Number.NaN]) }],
  });
  expect(opened.at(-1)?.data.characters).toHaveLength(before.dataset?.characters ?? 0);
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(before.iteration + 1);
  expect(engine.rates.at(-1)?.innerLr).toBe(0.4);
});

test('a run that is going is kept up to its last meta-iteration, and waits for Start when it is back', async () => {
  const { session, engine } = await trained();
  engine.milliseconds.webgl = 1;
  session.actions.start();
  await session.until('running');
  // More is done than has been told of.
  await eventually(() => engine.rates.length - session.state().iteration).toBeGreaterThan(5);
  session.actions.reset();
  await eventually(() => session.state().aside).not.toBeNull();
  await session.until('empty');
  const iteration = session.state().aside?.iteration;
  session.actions.bringBackRun();
  await session.until('paused');
  expect(session.state().iteration).toBe(iteration);
  const { points } = session.state().history;
  expect(points.at(-1)?.iteration).toBe(iteration);
  // None is missing, and none was told of twice.
  expect(points.map((point) => point.iteration)).toEqual(points.map((_, i) => i + 1));
});

test('bringing back can be taken back: the two runs change places', async () => {
  const { session } = await trained();
  const first = runOf(session.state());
  session.actions.openFiles(zip());
  await replaced(session, first.iteration);
  await train(session, 5);
  const second = runOf(session.state());
  session.actions.bringBackRun();
  await replaced(session, second.iteration);
  expect(runOf(session.state())).toEqual(first);
  session.actions.bringBackRun();
  await replaced(session, first.iteration);
  expect(runOf(session.state())).toEqual(second);
  expect(session.state().dataset?.name).toBe(archive.name);
});

test('with nothing learnt there is nothing to bring back, and what is given up is gone', async () => {
  const { open } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.reset();
  session.actions.change({ ways: 7 });
  session.actions.openFiles(zip());
  await eventually(() => session.state().dataset?.source).toBe('archive');
  await session.until('empty');
  expect(session.state().aside).toBeNull();
  session.actions.bringBackRun();
  expect(session.state().phase).toBe('empty');

  await train(session, 5);
  const { iteration } = session.state();
  session.actions.reset();
  await replaced(session, iteration);
  session.actions.forgetRun();
  expect(session.state().aside).toBeNull();
  session.actions.bringBackRun();
  expect(session.state()).toMatchObject({ phase: 'empty', iteration: 0 });
});

test('several replacements in a row before the first is done keep what had been learnt', async () => {
  const { session, opened } = await trained();
  const before = runOf(session.state());
  const runs = opened.length;
  session.actions.reset();
  session.actions.change({ ways: 7 });
  session.actions.reset();
  session.actions.choosePreset('quick');
  await replaced(session, before.iteration);
  expect(opened.length - runs).toBe(1);
  expect(session.state().preset).toBe('quick');
  session.actions.bringBackRun();
  await session.until('paused');
  expect(runOf(session.state())).toEqual(before);
});

test('the way back to the data set of before is not lost with the one that was being read', async () => {
  const { session, data } = await trained();
  const before = runOf(session.state());
  session.actions.openFiles(zip());
  await replaced(session, before.iteration);
  data.loadArchive.mockReturnValueOnce(new Promise(() => {}));
  session.actions.openFiles(zip('another.zip'));
  await eventually(() => session.state().loading).not.toBeNull();
  session.actions.bringBackRun();
  await session.until('paused');
  expect(session.state()).toMatchObject({ loading: null, dataset: before.dataset });
  expect(session.state().choices.map(({ id }) => id)).toEqual(['invented', 'archive']);
  session.actions.chooseDataset('archive');
  await eventually(() => data.loadCached.mock.calls.length).toBeGreaterThan(1);
});
