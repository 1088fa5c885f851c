import { expect, test, vi } from 'vitest';
import { BLANK, createRandom, type Drawing, PIXELS, prepareDrawing, symbolInventor } from '#data';
import { networks, randomStart } from '#maml';
import {
  type Checkpoint,
  CLASS_DRAWINGS,
  type Desk,
  DrawControl,
  type DrawingSet,
  drawingsInUse,
  encodeCheckpoint,
  exampleShown,
  isStale,
  presets,
  type ShippedFacts,
  shownSymbols,
} from '#session';
import type { Answers, OwnAdaptation, OwnTask, StudioAdaptation, StudioStart } from '#workers';
import { emptySet, withDrawing } from '../../../src/session/drawings/set.ts';
import { encodeZip } from '../../../src/session/drawings/zip.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../src/session/safetensors.ts';
import { Overtaken } from '../../../src/workers/latest-wins.ts';
import { eventually } from '../workers/fake-engine.ts';

const inventAny = symbolInventor(createRandom(2));
/** A symbol whose points a zip keeps to the last digit. */
const invent = (): Drawing =>
  inventAny().map((line) => line.map(({ x, y }) => ({ x: Number(x.toFixed(5)), y: Number(y.toFixed(5)) })));
const weights = (value: number): Checkpoint => ({
  settings: { ...presets.watch, evaluateSteps: 3, innerLr: 0.4 },
  state: { iteration: value, parameters: [] },
});
const facts: ShippedFacts = { ways: 5, steps: 3, measured: null };

/** A promise resolved from outside, in the order the test wants. */
function later<Result>() {
  let resolve: (result: Result) => void = () => {};
  const promise = new Promise<Result>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (result: Result) => resolve(result) };
}

/** A control over a studio that answers when told to, and a storage that lives as long as the test. */
function setUp(kept: { desk?: Desk; sets?: Record<string, DrawingSet> } = {}) {
  const sets = new Map(Object.entries(kept.sets ?? {}));
  const desks: Desk[] = kept.desk ? [kept.desk] : [];
  const adaptations: { start: StudioStart; task: OwnTask; inner: StudioAdaptation }[] = [];
  const answers: Uint8Array[] = [];
  const studio = {
    adapt: vi.fn(
      async (start: StudioStart, task: OwnTask, inner: StudioAdaptation): Promise<OwnAdaptation> => {
        adaptations.push({ start, task, inner });
        return { supportLoss: [2, 1, 0.5, 0.2], supportAccuracy: [0.2, 1, 1, 1] };
      },
    ),
    answer: vi.fn(async (drawing: Uint8Array): Promise<Answers> => {
      answers.push(drawing);
      const ways = adaptations.at(-1)!.task.ways;
      const shares = Float32Array.from({ length: ways }, (_, i) => (i === 0 ? 0.9 : 0.1 / (ways - 1)));
      return { learnt: shares, random: shares, nearest: 0 };
    }),
  };
  const shipped = { facts: vi.fn(async () => facts), network: vi.fn(async () => weights(16_000)) };
  const storage = {
    loadDesk: vi.fn(async () => desks.at(-1) ?? null),
    saveDesk: vi.fn(async (desk: Desk) => void desks.push(desk)),
    names: vi.fn(async () => [...sets.keys()].sort()),
    load: vi.fn(async (name: string) => sets.get(name) ?? null),
    save: vi.fn(async (name: string, set: DrawingSet) => void sets.set(name, set)),
    remove: vi.fn(async (name: string) => void sets.delete(name)),
  };
  const training = {
    snapshot: vi.fn(async () => weights(120)),
    hasLearnt: vi.fn(() => true),
    openCheckpoint: vi.fn(),
    addClasses: vi.fn(async (name: string, _classes: Uint8Array[][]): Promise<string | null> => name),
    removeClasses: vi.fn(),
  };
  let seed = 0;
  const control = new DrawControl({ studio, shipped, storage, training, seed: () => ++seed });
  const state = () => control.store.getState();
  const drawn = (count: number) => {
    for (const { id } of state().set.symbols.slice(0, count)) control.draw(id, 0, invent());
  };
  return { control, state, drawn, studio, adaptations, answers, shipped, storage, sets, desks, training };
}

test('adapts to the drawings with the shipped network, and answers every line of the query', async () => {
  const { control, state, drawn, adaptations, answers, studio } = setUp();
  drawn(1);
  control.adapt();
  expect(studio.adapt).not.toHaveBeenCalled();
  drawn(3);
  control.adapt();
  expect(state().adapting).toBe(true);
  await eventually(() => state().adapting).toBe(false);
  expect(adaptations[0].inner).toEqual({ steps: 3, innerLr: 0.4 });
  expect([...adaptations[0].task.labels]).toEqual([0, 1, 2]);
  expect(state().adapted).toMatchObject({
    network: 'omniglot-5-way-1-shot',
    iteration: 16_000,
    supportLoss: [2, 1, 0.5, 0.2],
  });
  expect(state().answers).toBeNull();
  const query = invent();
  control.drawQuery(query.slice(0, 1), false);
  control.drawQuery(query, true);
  await eventually(() => state().answers?.learnt[0]).toBeCloseTo(0.9);
  expect(answers.at(-1)).toEqual(prepareDrawing(query));
  control.clearQuery();
  expect(state().answers).toBeNull();
  control.undoQuery();
  expect(state().query).toBe(query);
});

test('a line that is taken back leaves everything as it was; several at one go are undone together', async () => {
  const { control, state, drawn } = setUp();
  drawn(1);
  const [{ drawings }] = state().set.symbols;
  const { history } = state();
  control.draw(0, 0, drawings[0]);
  expect(state().history).toBe(history);

  control.sampleQuery();
  const { query, redrawn, history: before } = state();
  const [line] = invent();
  control.drawQuery([...query, line], false);
  control.drawQuery(query, true);
  expect(state()).toMatchObject({ query, redrawn, history: before });
  expect(redrawn).not.toBeNull();
  control.drawQuery([...query, line], false);
  control.drawQuery([...query, line, line], true);
  expect(state().redrawn).toBeNull();
  control.undoQuery();
  expect(state().query).toBe(query);
});

test('of two adaptations the later one counts, however late the former ends', async () => {
  const { control, state, drawn, studio } = setUp();
  drawn(2);
  const [first, second] = [later<OwnAdaptation>(), later<OwnAdaptation>()];
  studio.adapt.mockImplementationOnce(() => first.promise).mockImplementationOnce(() => second.promise);
  control.adapt();
  await eventually(() => studio.adapt.mock.calls.length).toBe(1);
  drawn(3);
  control.adapt();
  await eventually(() => studio.adapt.mock.calls.length).toBe(2);
  second.resolve({ supportLoss: [2], supportAccuracy: [1] });
  await eventually(() => state().adapted?.supportLoss).toEqual([2]);
  first.resolve({ supportLoss: [1], supportAccuracy: [1] });
  await first.promise;
  expect(state()).toMatchObject({ adapting: false, adapted: { supportLoss: [2] } });
  expect(state().adapted?.symbols).toHaveLength(3);
});

test('an answer to another adaptation, or to a query that is gone, is none', async () => {
  const { control, state, drawn, studio } = setUp();
  drawn(2);
  control.adapt();
  await eventually(() => state().adapted).not.toBeNull();
  const slow = later<Answers>();
  studio.answer.mockImplementationOnce(() => slow.promise);
  control.drawQuery(invent(), true);
  control.clearQuery();
  slow.resolve({ learnt: Float32Array.of(1, 0), random: Float32Array.of(1, 0), nearest: 0 });
  await slow.promise;
  await Promise.resolve();
  expect(state().answers).toBeNull();
  studio.answer.mockRejectedValueOnce(new Overtaken('later'));
  control.drawQuery(invent(), true);
  await eventually(() => studio.answer.mock.calls.length).toBe(2);
  expect(state().trouble).toBeNull();
});

test('cancelling waits no longer, and what comes of it is dropped', async () => {
  const { control, state, drawn, studio } = setUp();
  drawn(2);
  const slow = later<OwnAdaptation>();
  studio.adapt.mockImplementationOnce(() => slow.promise);
  control.adapt();
  await eventually(() => studio.adapt.mock.calls.length).toBe(1);
  control.cancelAdapt();
  expect(state()).toMatchObject({ adapting: false, adapted: null });
  slow.resolve({ supportLoss: [1], supportAccuracy: [1] });
  await slow.promise;
  expect(state().adapted).toBeNull();
  control.adapt();
  await eventually(() => state().adapted).not.toBeNull();
});

test('says so where the network cannot be had or adapting fails; the drawings stay', async () => {
  const { control, state, drawn, studio, shipped } = setUp();
  drawn(2);
  const { set } = state();
  shipped.network.mockRejectedValueOnce(new Error('404 Not Found'));
  control.adapt();
  await eventually(() => state().trouble).toEqual({ kind: 'network', message: '404 Not Found' });
  expect(state().adapting).toBe(false);
  studio.adapt.mockRejectedValueOnce(new Error('The worker broke.'));
  control.adapt();
  expect(state().trouble).toBeNull();
  await eventually(() => state().trouble).toEqual({ kind: 'adapt', message: 'The worker broke.' });
  expect(state()).toMatchObject({ adapting: false, adapted: null, set });
  control.dismissTrouble();
  expect(state().trouble).toBeNull();
});

test('goes by the run, by a person’s file, and by the network that suits the number of symbols', async () => {
  const { control, state, drawn, training, adaptations } = setUp();
  drawn(2);
  control.choose('run');
  control.adapt();
  await eventually(() => state().adapted).toMatchObject({ network: 'run', iteration: 120 });
  expect(isStale(state())).toBe(false);
  control.draw(state().set.symbols[0].id, 0, invent());
  expect(isStale(state())).toBe(true);
  training.snapshot.mockRejectedValueOnce(new Error('There is no run yet.'));
  control.adapt();
  await eventually(() => state().trouble?.kind).toBe('network');

  control.openCheckpointFile(new File(['no checkpoint'], 'notes.txt'));
  await eventually(() => state().trouble).toMatchObject({ kind: 'checkpoint', file: 'notes.txt' });
  expect(state().chosen).toBe('run');
  const settings = { ...presets.quick, ways: 3, filters: 8 };
  const parameters = randomStart(networks.strided.parameters(settings), { ...settings, seed: 1 });
  const bytes = encodeCheckpoint({ settings, state: { iteration: 77, parameters } });
  // As another program saves them: what the file lacks is asked for, and what is guessed is said.
  const bare = new File(
    [encodeSafetensors({ ...decodeSafetensors(bytes), metadata: {} })],
    'bare.safetensors',
  );
  control.openCheckpointFile(bare);
  await eventually(() => state().trouble).toMatchObject({ kind: 'weights-settings', file: bare });
  expect(state().chosen).toBe('run');
  control.openCheckpointFile(bare, { steps: 2, innerLr: 0.4, ink: 'high' });
  await eventually(() => state().file).toMatchObject({ name: 'bare.safetensors', ways: 3, steps: 2 });
  expect(state().trouble).toMatchObject({ kind: 'weights-remarks', network: 'strided' });

  control.openCheckpointFile(new File([bytes], 'mine.safetensors'));
  await eventually(() => state().file?.name).toBe('mine.safetensors');
  expect(state().chosen).toBe('file');
  expect(state()).toMatchObject({ file: { name: 'mine.safetensors', iteration: 77, ways: 3, steps: 1 } });
  control.adapt();
  await eventually(() => state().adapted).toMatchObject({ network: 'file', iteration: 77 });
  expect(adaptations.at(-1)?.start.settings).toMatchObject({ network: 'strided', filters: 8, ways: 3 });
});

test('the page draws on blank pads only, and the same symbol by other hands where more are wanted', async () => {
  const { control, state } = setUp();
  const mine = invent();
  control.draw(1, 0, mine);
  control.setShots(3);
  control.drawSamples();
  await eventually(() =>
    state().set.symbols.every((one) => drawingsInUse(state().set, one).length === 3),
  ).toBe(true);
  const [first, second] = state().set.symbols;
  expect(second.drawings[0]).toBe(mine);
  expect(second.drawings[1].map((stroke) => stroke.length)).toEqual(mine.map((stroke) => stroke.length));
  expect(new Set(first.drawings.map((drawing) => prepareDrawing(drawing).join())).size).toBe(3);
  control.undo(0, 1);
  expect(state().set.symbols[0].drawings[1]).toBe(BLANK);
});

test('an example at one press: symbols, adaptation, and a query drawn by another hand', async () => {
  const { control, state } = setUp();
  control.showExample();
  await eventually(() => state().answers).not.toBeNull();
  expect(shownSymbols(state().set)).toHaveLength(5);
  expect(state().adapted?.symbols).toContain(state().redrawn);
});

test('look-alikes at one press: what a person drew is saved first, an example makes way', async () => {
  const { control, state, drawn, sets } = setUp();
  drawn(1);
  control.showLookAlikes('My symbols');
  await eventually(() => state().answers).not.toBeNull();
  expect([...sets.keys()]).toEqual(['My symbols']);
  expect(exampleShown(state())).toBe('alike');
  expect(shownSymbols(state().set)).toHaveLength(5);
  expect(state().adapted?.symbols).toContain(state().redrawn);

  const alike = state().set;
  control.showExample();
  await eventually(() => exampleShown(state())).toBe('unlike');
  await eventually(() => state().answers).not.toBeNull();
  expect(shownSymbols(state().set)).toHaveLength(5);
  expect(state().set.symbols.map((symbol) => symbol.drawings[0])).not.toContain(alike.symbols[0].drawings[0]);
  expect(sets.size).toBe(1);

  // Drawn on, it is the person's own.
  control.draw(0, 0, invent());
  expect(exampleShown(state())).toBeNull();
  control.showLookAlikes('My symbols');
  await eventually(() => exampleShown(state())).toBe('alike');
  expect(sets.size).toBe(2);
});

test('a symbol that was removed comes back where it was, beside those added since', () => {
  const { control, state, drawn } = setUp();
  drawn(5);
  const before = state().set.symbols;
  control.removeSymbol(4);
  control.addSymbol();
  control.undoRemoval();
  expect(state().set.symbols.slice(0, 5)).toEqual(before);
  expect(new Set(state().set.symbols.map(({ id }) => id)).size).toBe(6);
  for (const { id } of state().set.symbols) control.removeSymbol(id);
  expect(state().set.symbols).toHaveLength(2);
  control.removeSymbol(99);
  expect(state().set.symbols).toHaveLength(2);
});

test('an earlier visit’s drawings come back, unless something is drawn already', async () => {
  const set = withDrawing(emptySet(3), 1, 0, invent());
  const query: Drawing = invent();
  const { control, state, storage } = setUp({ desk: { set, query } });
  control.enter();
  control.enter();
  await eventually(() => state().restored).toBe(true);
  expect(state()).toMatchObject({ set, query, changed: true, savedAs: null });
  expect(storage.loadDesk).toHaveBeenCalledTimes(1);
  await eventually(() => state().shipped['omniglot-20-way-1-shot']).toEqual(facts);

  const quick = setUp({ desk: { set, query } });
  quick.control.enter();
  quick.drawn(2);
  await eventually(() => quick.state().restored).toBe(true);
  expect(shownSymbols(quick.state().set)).toHaveLength(2);
  await eventually(() => quick.desks.at(-1)?.set).toBe(quick.state().set);
});

test('a saved set is saved still after a reload, as long as nothing has changed', async () => {
  const set = { ...withDrawing(emptySet(3), 1, 0, invent()), name: 'Runes' };
  const same = setUp({ desk: { set, query: BLANK }, sets: { Runes: set } });
  same.control.enter();
  await eventually(() => same.state().restored).toBe(true);
  expect(same.state()).toMatchObject({ savedAs: 'Runes', changed: false });
  const changed = { ...set, shots: 2 };
  const other = setUp({ desk: { set: changed, query: BLANK }, sets: { Runes: set } });
  other.control.enter();
  await eventually(() => other.state().restored).toBe(true);
  expect(other.state()).toMatchObject({ savedAs: 'Runes', changed: true });
});

test('sets are saved under free names, opened, replaced without loss, deleted and brought back', async () => {
  const { control, state, drawn, sets } = setUp();
  drawn(2);
  control.saveSet('My symbols');
  await eventually(() => state().savedAs).toBe('My symbols');
  expect(state()).toMatchObject({ changed: false, saved: ['My symbols'] });
  const first = state().set;
  control.newSet('My symbols');
  await eventually(() => shownSymbols(state().set)).toEqual([]);
  drawn(3);
  control.openSet('My symbols', 'My symbols');
  await eventually(() => state().set).toEqual(first);
  expect(shownSymbols(sets.get('My symbols 2')!)).toHaveLength(3);
  control.removeSet('My symbols 2');
  await eventually(() => state().removed).toEqual({ what: 'set', name: 'My symbols 2' });
  expect(state().saved).toEqual(['My symbols']);
  control.undoRemoval();
  await eventually(() => state().saved).toEqual(['My symbols', 'My symbols 2']);
});

test('a zip opens again; another file changes nothing', async () => {
  const { control, state, drawn } = setUp();
  drawn(3);
  control.nameSet('  Runes ');
  const { bytes } = await control.exportZip('My symbols');
  const shown = shownSymbols(state().set).map(({ drawings }) => drawings.map(prepareDrawing));
  control.newSet('My symbols');
  await eventually(() => shownSymbols(state().set)).toEqual([]);
  control.openZip(new File(['PK'], 'holiday.zip'), 'My symbols');
  await eventually(() => state().trouble).toEqual({ kind: 'zip', file: 'holiday.zip' });
  control.openZip(new File([bytes as Uint8Array<ArrayBuffer>], 'Runes.zip'), 'My symbols');
  await eventually(() => state().set.name).toBe('Runes');
  expect(shownSymbols(state().set).map(({ drawings }) => drawings.map(prepareDrawing))).toEqual(shown);
  expect(state().trouble).toBeNull();
  const { bytes: empty } = await encodeZip(emptySet(2), 'Nothing');
  control.openZip(new File([empty as Uint8Array<ArrayBuffer>], 'Nothing.zip'), 'My symbols');
  await eventually(() => state().set.symbols.length).toBe(2);
});

test('where the browser keeps nothing that is said once, and drawing goes on', async () => {
  const { control, state, drawn, storage } = setUp();
  storage.saveDesk.mockRejectedValue(new Error('QuotaExceededError'));
  storage.save.mockRejectedValue(new Error('QuotaExceededError'));
  drawn(2);
  await eventually(() => state().trouble).toEqual({ kind: 'storage' });
  control.dismissTrouble();
  drawn(3);
  const { set } = state();
  control.newSet('My symbols');
  await eventually(() => storage.save.mock.calls.length).toBe(1);
  // What could not be saved is not given up for another set.
  expect(state()).toMatchObject({ set, trouble: null });
});

test('symbols become training classes of twenty drawings each once that is agreed to, and leave again', async () => {
  const { control, state, drawn, training } = setUp();
  control.offerTraining();
  expect(state().offer).toBeNull();
  drawn(3);
  control.offerTraining();
  expect(state().offer).toBe('classes');
  control.dismissOffer();
  control.acceptOffer('My symbols');
  expect(training.addClasses).not.toHaveBeenCalled();
  control.offerTraining();
  control.acceptOffer('My symbols');
  await eventually(() => state().training).toEqual({ dataset: 'My symbols', symbols: 3 });
  const [name, classes] = training.addClasses.mock.calls[0];
  expect(name).toBe('My symbols');
  expect(classes.map(({ length }) => length)).toEqual([CLASS_DRAWINGS, CLASS_DRAWINGS, CLASS_DRAWINGS]);
  expect(classes[1][0]).toEqual(prepareDrawing(shownSymbols(state().set)[1].drawings[0]));
  expect(new Set(classes[1].map((pixels) => pixels.join())).size).toBe(CLASS_DRAWINGS);
  expect(classes.flat().every(({ length }) => length === PIXELS)).toBe(true);
  control.leaveTraining();
  expect(state().offer).toBe('leave');
  control.acceptOffer('My symbols');
  expect(training.removeClasses).toHaveBeenCalledTimes(1);
  expect(state()).toMatchObject({ training: null, offer: null });
});

test('a data set that refuses the classes leaves everything as it was', async () => {
  const { control, state, drawn, training } = setUp();
  training.addClasses.mockResolvedValueOnce(null);
  drawn(2);
  control.offerTraining();
  control.acceptOffer('My symbols');
  await eventually(() => training.addClasses.mock.calls.length).toBe(1);
  expect(state()).toMatchObject({ training: null, offer: null });
});

test('a network becomes the run: at once where nothing is learnt, else when agreed to', async () => {
  const { control, state, training } = setUp();
  training.hasLearnt.mockReturnValueOnce(false);
  control.loadIntoRun();
  await eventually(() => training.openCheckpoint.mock.calls.length).toBe(1);
  control.loadIntoRun();
  expect(state().offer).toBe('network');
  control.acceptOffer('My symbols');
  await eventually(() => training.openCheckpoint.mock.calls.length).toBe(2);
  expect(training.openCheckpoint).toHaveBeenLastCalledWith(weights(16_000));
  expect(state().offer).toBeNull();
});
