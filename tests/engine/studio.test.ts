import { beforeAll, describe, expect, test } from 'vitest';
import { inventAlphabets, PIXELS } from '#data';
import { createLearner, type Device, openDevice } from '#maml';
import { createSampler } from '#tasks';
import { Studio } from '../../src/workers/studio.service.ts';
import { quickSettings } from './support.ts';

const settings = { ...quickSettings, network: 'pooled' as const, ways: 3, shots: 2, queries: 4 };
const inner = { steps: 4, innerLr: 0.2 };
const dataset = inventAlphabets({ alphabets: 1, charactersPerAlphabet: 8, drawers: 6 });
const sampler = createSampler(dataset, { ...settings, characters: [0, 1, 2, 3, 4, 5, 6, 7] });
const episode = sampler.sample(1, 4);

/** The first `each[way]` drawings of every class of the episode, as a person's own task. */
function ownTask(each: number[]) {
  const all = [...each.keys()].flatMap((way) => Array.from({ length: each[way] }, (_, i) => ({ way, i })));
  const { queries } = settings;
  return {
    ways: each.length,
    labels: Int32Array.from(all, ({ way }) => way),
    support: Uint8Array.from(
      all.flatMap(({ way, i }) => {
        const at = ((way % settings.ways) * queries + i) * PIXELS;
        return [...episode.query.subarray(at, at + PIXELS)];
      }),
    ),
  };
}

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  let device: Device;
  let studio: Studio;
  beforeAll(async () => {
    device = await openDevice(backend);
    studio = new Studio(async () => device);
  });

  /** A learner that has learnt a little, and the studio's start from it. */
  async function trained() {
    const learner = createLearner(settings, device);
    for (let i = 0; i < 3; i++) {
      await learner.metaIteration(sampler.sample(2, 1, i), { innerLr: 0.1, outerLr: 3e-3 });
    }
    return { learner, start: { settings, parameters: (await learner.state()).parameters } };
  }

  test('a film shows what training examines, from both starts', async () => {
    const { learner, start } = await trained();
    const film = await studio.film(start, episode, inner);
    expect(film.episode).toEqual(episode);
    for (const from of ['learnt', 'random'] as const) {
      const strip = film[from];
      const examined = await learner.examine(episode, { ...inner, start: from });
      expect(strip.queryLoss).toEqual(examined.queryLoss.flat());
      expect(strip.queryAccuracy).toEqual(examined.queryAccuracy.flat());
      expect(strip.probabilities).toEqual(examined.probabilities);
      expect(strip.supportLoss).toHaveLength(inner.steps + 1);
      expect(strip.supportLoss[inner.steps]).toBeLessThan(strip.supportLoss[0]);
    }
    expect(film.learnt.probabilities).not.toEqual(film.random.probabilities);
    learner.dispose();
  });

  test('support figures are those of a task that asks for its own support set', async () => {
    const { learner, start } = await trained();
    const itself = { ...episode, query: episode.support, queryLabels: episode.supportLabels, queries: 2 };
    const examined = await learner.examine(itself, { ...inner, start: 'learnt' });
    const { learnt } = await studio.film(start, episode, inner);
    expect(learnt.supportLoss).toEqual(examined.queryLoss.flat());
    expect(learnt.supportAccuracy).toEqual(examined.queryAccuracy.flat());
    learner.dispose();
  });

  test('a film begins with the filters of its start, and every layer moves in every step', async () => {
    const { learner, start } = await trained();
    const { learnt } = await studio.film(start, episode, inner);
    const kernel = start.parameters[0];
    expect(learnt.filters).toHaveLength(inner.steps + 1);
    learnt.filters[0].forEach((value, i) => {
      const [filter, tap] = [Math.floor(i / 9), i % 9];
      expect(value).toBe(kernel.data[tap * settings.filters + filter]);
    });
    expect(learnt.movement.map(({ layer }) => layer)).toEqual(['conv1', 'conv2', 'conv3', 'conv4', 'linear']);
    for (const { perStep } of learnt.movement) {
      expect(perStep).toHaveLength(inner.steps);
      for (const distance of perStep) expect(distance).toBeGreaterThan(0);
    }
    learner.dispose();
  });

  test('an own task may have any number of classes, and of drawings in each', async () => {
    const { learner, start } = await trained();
    for (const each of [
      [1, 2],
      [2, 1, 3],
      [1, 2, 1, 1, 3],
    ]) {
      const task = ownTask(each);
      const { supportLoss, supportAccuracy } = await studio.adapt(start, task, inner);
      expect(supportLoss).toHaveLength(inner.steps + 1);
      expect(supportLoss[inner.steps]).toBeLessThan(supportLoss[0]);
      expect(supportAccuracy.every((share) => share >= 0 && share <= 1)).toBe(true);
      const { learnt, random } = await studio.answer(task.support.slice(0, PIXELS));
      for (const probabilities of [learnt, random]) {
        expect(probabilities).toHaveLength(each.length);
        expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      }
      expect(learnt).not.toEqual(random);
    }
    learner.dispose();
  });

  test('an answer is that of the drawing among the support drawings, after the last step', async () => {
    const { learner, start } = await trained();
    const drawing = episode.query.slice(5 * PIXELS, 6 * PIXELS);
    await studio.adapt(start, { ways: 3, support: episode.support, labels: episode.supportLabels }, inner);
    const answers = await studio.answer(drawing);
    const together = {
      ...episode,
      queries: 1,
      query: Uint8Array.of(...episode.support, ...drawing),
      queryLabels: Int32Array.of(...episode.supportLabels, 0),
    };
    for (const from of ['learnt', 'random'] as const) {
      const examined = await learner.examine(together, { ...inner, start: from });
      expect(answers[from]).toEqual(examined.probabilities[inner.steps].slice(-3));
    }
    learner.dispose();
  });

  test('nothing grows with the number of calls, nor without end with that of shapes', async () => {
    const { learner, start } = await trained();
    const own = new Studio(() => openDevice(backend));
    const use = async (each: number[]) => {
      await own.film(start, episode, inner);
      await own.adapt(start, ownTask(each), inner);
      await own.answer(episode.query.slice(0, PIXELS));
    };
    await use([1, 1]);
    const once = await own.memory();
    for (let i = 0; i < 19; i++) await use([1, 1]);
    expect(await own.memory()).toEqual(once);
    const tensors: number[] = [];
    for (const drawings of [2, 3, 4]) {
      for (let ways = 2; ways < 7; ways++) await use(Array<number>(ways).fill(drawings));
      tensors.push((await own.memory()).tensors);
    }
    expect(tensors[1]).toBe(tensors[0]);
    expect(tensors[2]).toBe(tensors[0]);
    learner.dispose();
  });

  test('what does not fit is refused', async () => {
    const { learner, start } = await trained();
    const task = ownTask([1, 1]);
    const fresh = new Studio(() => openDevice(backend));
    await expect(fresh.answer(task.support.slice(0, PIXELS))).rejects.toThrow('adapt comes first');
    await expect(studio.adapt(start, { ...task, labels: Int32Array.of(0, 2) }, inner)).rejects.toThrow(
      'Class 2',
    );
    await expect(studio.adapt(start, { ...task, labels: Int32Array.of(0) }, inner)).rejects.toThrow('bytes');
    const other = { settings: { ...settings, filters: 16 }, parameters: start.parameters };
    await expect(studio.film(other, episode, inner)).rejects.toThrow('do not fit');
    learner.dispose();
  });
});
