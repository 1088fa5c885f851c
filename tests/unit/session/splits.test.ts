import { expect, test } from 'vitest';
import { type Character, splitCharacters } from '#data';
import { decodeCheckpoint, encodeCheckpoint, learntAmong, presets, trainedOn } from '#session';
import { splitBefore } from '../../../src/session/earlier-files.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../src/session/safetensors.ts';
import { eventually, fakeDataset } from '../workers/fake-engine.ts';
import { checkpointFile, loaded, setUp } from './fake-session.ts';

/** Ten alphabets of six, of which the last three are meta-test, and one validation. */
const alphabets = () => {
  const dataset = fakeDataset(60, 8);
  dataset.characters.forEach((character, i) => {
    character.alphabet = `alphabet${Math.floor(i / 6)}`;
  });
  return dataset;
};
/** A checkpoint's bytes. */
const bytesOf = async () => new Uint8Array(await checkpointFile(5).arrayBuffer());

const half = (half: Character['half']) => {
  const dataset = alphabets();
  for (const character of dataset.characters) character.half = half;
  return { ...dataset, name: 'half.zip', source: 'archive' as const };
};

test('a run is watched on validation characters, and examined on meta-test ones at a press', async () => {
  const { open, data } = setUp('?evaluate-every=1&evaluate-tasks=2');
  data.loadInvented.mockResolvedValueOnce(loaded(alphabets()));
  const session = open();
  await session.until('empty');
  expect(session.state().dataset?.split).toMatchObject({
    train: 38,
    validation: 6,
    test: 16,
    rule: 'by-class',
  });
  session.actions.start();
  await eventually(() => session.state().history.evaluations.length > 1).toBe(true);
  session.actions.pause();
  await session.until('paused');
  const { evaluations } = session.state().history;
  expect(new Set(evaluations.map(({ split }) => split))).toEqual(new Set(['validation']));
  expect(evaluations[0].classes).toBe(6);
  expect(session.state()).toMatchObject({ preview: { split: 'validation' }, curve: { split: 'validation' } });

  session.actions.takeExam();
  expect(session.state().examining).not.toBeNull();
  await eventually(() => session.state().notice?.kind).toBe('exam');
  const { notice, iteration, history, examining } = session.state();
  expect(notice).toMatchObject({
    known: 0,
    evaluation: { iteration, split: 'test', classes: 16, tasks: 600 },
  });
  expect(history.evaluations.at(-1)).toMatchObject({ iteration, split: 'test' });
  expect(examining).toBeNull();

  // One that is cancelled leaves nothing behind, and another may be begun at once.
  session.actions.dismissNotice();
  session.actions.takeExam();
  session.actions.cancelExam();
  expect(session.state().examining).toBeNull();
  session.actions.takeExam();
  await eventually(() => session.state().notice?.kind).toBe('exam');
  expect(session.state().history.evaluations).toHaveLength(history.evaluations.length + 1);

  // A run that goes on learning is no longer the one that is examined.
  session.actions.dismissNotice();
  session.actions.takeExam();
  session.actions.iterateOnce();
  expect(session.state().examining).toBeNull();
  await eventually(() => session.state().iteration).toBe(iteration + 1);
  expect(session.state().notice).toBeNull();
});

test('a background half is never meta-test, and an evaluation half never trained on', async () => {
  const { open, data } = setUp();
  const session = open();
  await session.until('empty');
  data.loadArchive.mockResolvedValueOnce(loaded(half('evaluation')));
  session.actions.openFiles([new File(['PK'], 'half.zip')]);
  await eventually(() => session.state().notice).toMatchObject({ kind: 'too-few', pool: 'train', found: 0 });
  expect(session.state().dataset?.source).toBe('invented');

  data.loadArchive.mockResolvedValueOnce(loaded(half('background')));
  session.actions.openFiles([new File(['PK'], 'half.zip')]);
  await eventually(() => session.state().dataset?.name).toBe('half.zip');
  await session.until('empty');
  expect(session.state().dataset?.split).toMatchObject({
    train: 54,
    validation: 6,
    test: 0,
    rule: 'official',
  });
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);
  await session.until('paused');
  session.actions.takeExam();
  await eventually(() => session.state().notice?.kind).toBe('no-exam');
});

test('another split asks for a new network, and the sizes follow it', async () => {
  const { open, data } = setUp();
  data.loadInvented.mockResolvedValueOnce(loaded(alphabets()));
  const session = open();
  await session.until('empty');
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);
  await session.until('paused');
  const before = session.state().dataset?.split;
  session.actions.change({ validationShare: 0 });
  expect(session.state()).toMatchObject({ notice: { kind: 'new-network' }, dataset: { split: before } });
  session.actions.acceptNotice();
  await session.until('empty');
  expect(session.state().dataset?.split).toMatchObject({ train: 44, validation: 0, test: 16 });
  expect(session.state().dataset?.split.digest).not.toBe(before?.digest);
});

test('a checkpoint tells the classes it learnt from, and those it had learnt from before; older ones trained on all', async () => {
  const { characters } = alphabets();
  const learnt = trainedOn(characters, presets.watch);
  const split = splitCharacters(characters, presets.watch);
  expect(learnt).toMatchObject({ train: 38, validation: 6, test: 16, digest: split.digest });
  expect(learntAmong(learnt, characters, split.train)).toBe(38);
  expect(learntAmong(learnt, characters, [...split.validation, ...split.test])).toBe(0);
  const all = trainedOn(characters, { ...presets.watch, validationShare: 0 }, learnt);
  expect(learntAmong(all, characters, split.validation)).toBe(6);

  const bytes = encodeCheckpoint({ ...decodeCheckpoint(await bytesOf()), trainedOn: learnt });
  expect(decodeCheckpoint(bytes).trainedOn).toEqual(learnt);
  const { tensors, metadata } = decodeSafetensors(bytes);
  const { 'validation-share': _, split: __, 'tasks-within': ___, ...earlier } = JSON.parse(metadata.run);
  const older = encodeSafetensors({ tensors, metadata: { run: JSON.stringify(earlier) } });
  expect(decodeCheckpoint(older)).toMatchObject({
    settings: { split: 'official', validationShare: 0, tasksWithin: 'all' },
    trainedOn: undefined,
  });
});

test('a run’s file from before there were splits keeps the split that it was made with', () => {
  expect(splitBefore({ characters: 1623, trainCharacters: 964 })).toEqual({});
  expect(splitBefore({ characters: 964, trainCharacters: 713 })).toEqual({ split: 'file-order' });
  expect(splitBefore({ characters: 1623 })).toEqual({});
});

test('a network that has learnt from what it would be judged on here is told of', async () => {
  const { open, data } = setUp();
  data.loadInvented.mockResolvedValueOnce(loaded(alphabets()));
  const session = open();
  await session.until('empty');
  const { characters } = alphabets();
  const everything = trainedOn(characters, { split: 'official', validationShare: 0, ways: 60 });
  const file = new File(
    [encodeCheckpoint({ ...decodeCheckpoint(await bytesOf()), trainedOn: everything })],
    'mine.safetensors',
  );
  session.actions.openFiles([file]);
  await eventually(() => session.state().notice).toEqual({
    kind: 'trained-on',
    file: 'mine.safetensors',
    part: 'test',
    known: 16,
    classes: 16,
  });
});
