import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import {
  BLANK,
  createRandom,
  type Drawing,
  type NamedFile,
  PIXELS,
  prepareDrawing,
  readDataset,
  splitCharacters,
  symbolInventor,
  withTrainingClasses,
} from '#data';
import { canUndo, type DrawingSet, presets } from '#session';
import { decodeSet, encodeSet } from '../../../src/session/drawings/file.ts';
import {
  drawingOf,
  drawingsInUse,
  emptySet,
  MOST_SYMBOLS,
  sameTask,
  shownSymbols,
  taskOf,
  withDrawing,
  withoutSymbol,
  withSymbol,
  withSymbolName,
} from '../../../src/session/drawings/set.ts';
import { keepPad, type PadHistory, undoPad } from '../../../src/session/drawings/undo.ts';
import { decodeZip, encodeZip } from '../../../src/session/drawings/zip.ts';
import { zipOf } from '../data/archives.ts';
import { fakeDataset } from '../workers/fake-engine.ts';

const invent = symbolInventor(createRandom(5));
const drawn = (count: number, shots = 1): DrawingSet => {
  let set: DrawingSet = { ...emptySet(count), shots };
  for (let id = 0; id < count; id++) {
    for (let shot = 0; shot < shots; shot++) set = withDrawing(set, id, shot, invent());
  }
  return set;
};
const asFile = ({ name, bytes }: { name: string; bytes: Uint8Array }): NamedFile => ({
  path: name,
  file: new Blob([bytes as Uint8Array<ArrayBuffer>]),
});

test('a set grows to twenty symbols, and those without drawings are no class of its task', () => {
  let set = emptySet();
  expect(set.symbols).toHaveLength(5);
  for (let id = 10; id < 40; id++) set = withSymbol(set, id);
  expect(set.symbols).toHaveLength(MOST_SYMBOLS);
  const [one, two] = [invent(), invent()];
  set = withDrawing(withDrawing(set, 1, 0, one), 12, 2, two);
  // Only the first of the drawings counts while each symbol has one.
  expect(shownSymbols(set).map(({ number }) => number)).toEqual([2]);
  set = { ...set, shots: 3 };
  expect(shownSymbols(set)).toEqual([
    { number: 2, name: null, drawings: [one] },
    { number: 8, name: null, drawings: [two] },
  ]);
  expect(withoutSymbol(set, 1).symbols.map(({ id }) => id)).not.toContain(1);
  expect(withSymbolName(set, 12, '  sun ').symbols[7].name).toBe('sun');
  expect(withSymbolName(set, 12, '  ').symbols[7].name).toBeNull();
});

test('the task holds every drawing prepared, under its class', () => {
  let set = drawn(3, 2);
  set = withDrawing(set, 1, 1, BLANK);
  const { ways, support, labels } = taskOf(shownSymbols(set));
  expect(ways).toBe(3);
  expect([...labels]).toEqual([0, 0, 1, 2, 2]);
  const third = drawingOf(set.symbols[1], 0);
  expect(support.subarray(2 * PIXELS, 3 * PIXELS)).toEqual(prepareDrawing(third));
});

test('two lists of symbols make the same task where their drawings are the same', () => {
  const set = drawn(3);
  const before = shownSymbols(set);
  expect(sameTask(before, shownSymbols(withSymbolName(set, 1, 'moon')))).toBe(true);
  expect(sameTask(before, shownSymbols(withDrawing(set, 1, 0, invent())))).toBe(false);
  expect(sameTask(before, shownSymbols(withoutSymbol(set, 1)))).toBe(false);
});

test('undo takes back line by line, clearing too, and the last line where the past is not known', () => {
  const store = createStore<{ history: PadHistory }>(() => ({ history: {} }));
  const [a, b]: Drawing[] = [[[{ x: 0, y: 0 }]], [[{ x: 0, y: 0 }], [{ x: 1, y: 1 }]]];
  keepPad(store, 'pad', BLANK);
  keepPad(store, 'pad', a);
  keepPad(store, 'pad', b);
  expect(canUndo(store.getState().history, 'pad', BLANK)).toBe(true);
  expect(undoPad(store, 'pad', BLANK)).toBe(b);
  expect(undoPad(store, 'pad', b)).toBe(a);
  expect(undoPad(store, 'pad', a)).toBe(BLANK);
  expect(canUndo(store.getState().history, 'pad', BLANK)).toBe(false);
  expect(undoPad(store, 'other', b)).toEqual(a);
  expect(canUndo(store.getState().history, 'other', a)).toBe(true);
});

test('a set comes back from its zip with names, drawings and their lines', async () => {
  let set = drawn(4, 2);
  set = withSymbolName(withDrawing(set, 3, 1, BLANK), 2, 'Sonne / 太阳');
  const zip = await encodeZip(set, 'My: symbols?');
  expect(zip.name).toBe('My symbols.zip');
  const back = await decodeZip(asFile(zip).file);
  expect(back).toMatchObject({ name: 'My: symbols?', shots: 2 });
  expect(back?.symbols.map(({ name }) => name)).toEqual([null, null, 'Sonne / 太阳', null]);
  expect(encodeSet(back!)).toBe(encodeSet({ ...set, name: 'My: symbols?' }));
  set.symbols.forEach((symbol, i) => {
    const pairs = drawingsInUse(set, symbol).map((drawing, k) => [drawing, back!.symbols[i].drawings[k]]);
    for (const [drawing, again] of pairs) expect(prepareDrawing(again)).toEqual(prepareDrawing(drawing));
  });
});

test('the zip is an archive in Omniglot’s layout: the reader finds every drawing as the network saw it', async () => {
  let set = drawn(3, 2);
  set = withDrawing(set, 1, 1, BLANK);
  const { dataset, skipped } = await readDataset([asFile(await encodeZip(set, 'Runes'))]);
  expect(skipped).toBe(0);
  expect(dataset.characters.map(({ alphabet, name, drawings }) => [alphabet, name, drawings])).toEqual([
    ['Runes', 'character01', 2],
    ['Runes', 'character02', 1],
    ['Runes', 'character03', 2],
  ]);
  const { support } = taskOf(shownSymbols(set));
  expect(Buffer.compare(dataset.pixels, support)).toBe(0);
});

test('a set whose lines have another checksum than its archive says is refused', async () => {
  const zip = await JSZip.loadAsync((await encodeZip(drawn(2), 'Runes')).bytes);
  const lines = (await zip.file('Runes/drawings.json')?.async('uint8array')) ?? new Uint8Array();
  const stored = await zipOf({ 'Runes/drawings.json': lines }, 'STORE');
  const open = (bytes: Uint8Array) => decodeZip(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  expect(await open(stored)).not.toBeNull();
  // A digit becomes another one.
  const digit = Buffer.from(lines).indexOf('0.') + 2;
  const damaged = Buffer.from(stored);
  damaged[damaged.indexOf(lines) + digit] ^= 1;
  expect(await open(new Uint8Array(damaged))).toBeNull();
});

test('what is no set is refused: other archives, other files, sets out of bounds', async () => {
  expect(await decodeZip(new Blob(['no zip at all']))).toBeNull();
  expect(decodeSet('{')).toBeNull();
  const json = JSON.parse(encodeSet(drawn(2)));
  expect(decodeSet(JSON.stringify(json))).not.toBeNull();
  for (const wrong of [
    { ...json, version: 2 },
    { ...json, shots: 6 },
    { ...json, symbols: json.symbols.slice(0, 1) },
    { ...json, symbols: Array.from({ length: 21 }, () => json.symbols[0]) },
    { ...json, symbols: json.symbols.map((symbol: object) => ({ ...symbol, drawings: [[[[2, 0]]]] })) },
    { ...json, symbols: json.symbols.map((symbol: object) => ({ ...symbol, drawings: [[[]]] })) },
  ]) {
    expect(decodeSet(JSON.stringify(wrong))).toBeNull();
  }
});

test('own symbols stand before the data set’s characters, with their own pixels', () => {
  const dataset = fakeDataset(4, 3);
  const [a, b] = [new Uint8Array(PIXELS).fill(201), new Uint8Array(PIXELS).fill(202)];
  const joined = withTrainingClasses(dataset, 'Mine', [[a, a], [b]]);
  expect(joined.name).toBe('fake + Mine');
  expect(joined.characters.map(({ alphabet, first, drawings }) => [alphabet, first, drawings])).toEqual([
    ['Mine', 0, 2],
    ['Mine', 2, 1],
    ['A', 3, 3],
    ['A', 6, 3],
    ['A', 9, 3],
    ['A', 12, 3],
  ]);
  const greys = joined.characters.map(({ first }) => joined.pixels[first * PIXELS]);
  expect(greys).toEqual([201, 202, 0, 1, 2, 3]);
  const halved = {
    ...dataset,
    characters: dataset.characters.map((one) => ({ ...one, half: 'evaluation' as const })),
  };
  const split = splitCharacters(withTrainingClasses(halved, 'Mine', [[a]]).characters, presets.watch);
  expect(split).toMatchObject({ rule: 'official', train: [0], validation: [], test: [1, 2, 3, 4] });
});
