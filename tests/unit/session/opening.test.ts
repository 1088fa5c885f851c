import { expect, test } from 'vitest';
import { findFile, isDrawingsZip, presets } from '#session';
import { emptySet } from '../../../src/session/drawings/set.ts';
import { encodeZip } from '../../../src/session/drawings/zip.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../src/session/safetensors.ts';
import { zipOf } from '../data/archives.ts';
import { eventually, fakeDataset } from '../workers/fake-engine.ts';
import { checkpointFile, loaded, setUp } from './fake-session.ts';

/** Ten characters for meta-test: too few for twenty ways. */
test('a checkpoint whose task does not fit the set in use is refused whole', async () => {
  const { open, opened, data } = setUp();
  data.loadInvented.mockResolvedValueOnce(loaded(fakeDataset(30)));
  const session = open();
  await session.until('empty');
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);
  await session.until('paused');
  const { notice: _, ...before } = session.state();
  session.actions.openFiles([checkpointFile(500, 20)]);
  await eventually(() => session.state().notice).toMatchObject({
    kind: 'too-few',
    what: 'characters',
    needed: 20,
    file: 'mine.safetensors',
  });
  const { notice: __, ...after } = session.state();
  expect(after).toEqual(before);
  expect(opened).toHaveLength(1);

  session.actions.openFiles([checkpointFile(500, 7)]);
  await eventually(() => session.state().iteration).toBe(500);
  await session.until('paused');
  expect(session.state()).toMatchObject({ settings: { ways: 7 }, history: { points: [] } });
});

test('one that was opened before there was a set, and does not fit it, leaves the settings of before', async () => {
  const { open, opened, data } = setUp('?shots=2');
  let arrive: () => void = () => {};
  data.loadInvented.mockImplementationOnce(async () => {
    await new Promise<void>((resolve) => {
      arrive = resolve;
    });
    return loaded(fakeDataset(30));
  });
  const session = open();
  await eventually(() => data.loadInvented.mock.calls.length).toBe(1);
  session.actions.openFiles([checkpointFile(500, 20)]);
  await eventually(() => session.state().iteration).toBe(500);
  arrive();
  await session.until('empty');
  expect(session.state()).toMatchObject({
    settings: { ...presets.watch, shots: 2 },
    iteration: 0,
    notice: { kind: 'too-few' },
  });
  expect(opened).toHaveLength(1);
  expect(opened[0]).toMatchObject({ state: undefined, settings: { ways: 5 } });
});

test('of many quick changes only the last is carried out', async () => {
  const { open, opened } = setUp();
  const session = open();
  await session.until('empty');
  for (let ways = 6; ways <= 10; ways++) {
    session.actions.change({ ways });
    await new Promise((resolve) => setTimeout(resolve));
  }
  session.actions.choosePreset('quick');
  session.actions.change({ backend: 'cpu' });
  session.actions.change({ filters: 32 });
  await session.until('empty');
  expect(session.state()).toMatchObject({
    notice: null,
    settings: { ways: 5, network: 'strided', filters: 32, backend: 'cpu' },
  });
  expect(opened.at(-1)?.settings).toEqual(session.state().settings);
});

test('openings asked for while one is under way are one', async () => {
  const { open, opened } = setUp();
  const session = open();
  await session.until('empty');
  const { length } = opened;
  session.actions.change({ ways: 6 });
  await eventually(() => opened.length).toBe(length + 1);
  for (let ways = 7; ways <= 10; ways++) session.actions.change({ ways });
  await session.until('empty');
  expect(opened.slice(length).map(({ settings }) => settings.ways)).toEqual([6, 10]);
});

/** Weights are of a network, and settings may ask for another while they are on their way. */
test('a run that moves to another backend while its network is replaced never takes the old weights along', async () => {
  const { open, opened } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);
  session.actions.change({ steps: 3 });
  session.actions.change({ backend: 'cpu' });
  session.actions.change({ filters: 32, ways: 6 });
  session.actions.acceptNotice();
  session.actions.change({ steps: 4 });
  session.actions.change({ backend: 'wasm' });
  await session.until('empty');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await session.until('empty');
  expect(session.state().notice).toBeNull();
  expect(opened.at(-1)).toMatchObject({
    state: undefined,
    settings: { filters: 32, ways: 6, steps: 4, backend: 'wasm' },
  });
});

test('a set of drawings among archives is told for what it is, and read as an archive where that is meant', async () => {
  const { open, data } = setUp();
  const session = open();
  await session.until('empty');
  const { bytes } = await encodeZip(emptySet(), 'Runes');
  const drawings = new File([bytes as Uint8Array<ArrayBuffer>], 'Runes.zip');
  const run = new File(
    [await zipOf({ 'a/drawings.png': 'x', 'run.json': '{}' })] as BlobPart[],
    'first.maml.zip',
  );
  expect(await findFile([run, drawings], isDrawingsZip)).toBe(drawings);
  session.actions.openFiles([drawings]);
  await eventually(() => session.state().notice).toEqual({ kind: 'drawings', file: drawings });
  expect(session.state().loading).toBeNull();
  expect(data.loadArchive).not.toHaveBeenCalled();
  session.actions.acceptNotice();
  await eventually(() => data.loadArchive.mock.calls.length).toBe(1);
  await eventually(() => session.state().dataset?.source).toBe('archive');
});

/** The weights of a checkpoint as another program saves them: nothing but tensors. */
async function resaved(): Promise<File> {
  const bytes = new Uint8Array(await checkpointFile(500, 5).arrayBuffer());
  const { tensors } = decodeSafetensors(bytes);
  const saved = encodeSafetensors({ tensors, metadata: {} });
  return new File([saved], 'resaved.safetensors');
}

test('weights without settings are asked about, and open with what a person says; what was guessed is told', async () => {
  const { open, opened } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.openFiles([await resaved()]);
  await eventually(() => session.state().notice).toMatchObject({
    kind: 'weights-settings',
    missing: ['steps', 'innerLr', 'ink'],
  });
  expect(session.state().iteration).toBe(0);
  session.actions.giveSettings({ steps: 3, innerLr: 0.25, ink: 'low' });
  await eventually(() => session.state().iteration).toBe(1);
  await session.until('paused');
  expect(session.state().settings).toMatchObject({ steps: 3, innerLr: 0.25, ink: 'low' });
  expect(session.state().notice).toMatchObject({
    kind: 'weights-remarks',
    remarks: { tensors: [], isUncounted: true },
  });
  // The weights themselves, not the random start of the same settings.
  expect(opened.at(-1)?.state?.iteration).toBe(1);

  session.actions.openFiles([await resaved()]);
  await eventually(() => session.state().notice?.kind).toBe('weights-settings');
  session.actions.dismissNotice();
  session.actions.giveSettings({ steps: 4 });
  expect(session.state().settings.steps).toBe(3);
});

test('tensors that a checkpoint has beside its weights are named once it is open', async () => {
  const { open } = setUp();
  const session = open();
  await session.until('empty');
  const bytes = new Uint8Array(await checkpointFile(500, 7).arrayBuffer());
  const { tensors, metadata } = decodeSafetensors(bytes);
  tensors.set('blocks.0.norm.running_mean', { shape: [1], data: new Float32Array(1) });
  session.actions.openFiles([new File([encodeSafetensors({ tensors, metadata })], 'torch.safetensors')]);
  await eventually(() => session.state().iteration).toBe(500);
  await session.until('paused');
  expect(session.state().notice).toMatchObject({
    kind: 'weights-remarks',
    file: 'torch.safetensors',
    remarks: { tensors: ['blocks.0.norm.running_mean'], alternatives: [], isUncounted: false },
  });
});

test('weights with a value that is no number are refused, the tensor named, and the run stays', async () => {
  const { open, opened } = setUp();
  const session = open();
  await session.until('empty');
  const bytes = new Uint8Array(await checkpointFile(500, 7).arrayBuffer());
  const { tensors, metadata } = decodeSafetensors(bytes);
  tensors.get('blocks.2.conv.weight')?.data.fill(Number.NaN, 5, 6);
  session.actions.openFiles([new File([encodeSafetensors({ tensors, metadata })], 'nan.safetensors')]);
  await eventually(() => session.state().notice).toMatchObject({
    kind: 'run-file',
    file: 'nan.safetensors',
    message: expect.stringContaining('Tensor blocks.2.conv.weight holds NaN'),
  });
  expect(session.state().iteration).toBe(0);
  expect(opened).toHaveLength(1);
});
