import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Dataset, inventAlphabets, readDataset, splitCharacters } from '#data';
import { createLearner, type Device, openDevice, type RunSettings } from '#maml';
import { presets } from '#session';
import { createEpisodeSource, typicalTask } from '#workers';
import { scoresOf } from '../../../src/workers/typical-task.ts';
import { named } from '../data/archives.ts';

const counts = { all: 25, shown: 5 };
/** Tasks as `right` of 25, `shown` of 5. */
const tasks = (...scores: [right: number, shown: number][]) =>
  scores.map(([right, shown]) => ({ right, shown }));

describe('the task on show', () => {
  test('is the first that is typical both of all query drawings and of those shown', () => {
    // The mean is 15 of 25, so 3 of the 5 shown.
    expect(typicalTask(tasks([18, 3], [14, 4], [16, 3], [12, 3], [15, 3]), counts)).toBe(2);
    // Within a tenth of the drawings, either way, is near enough.
    expect(typicalTask(tasks([10, 3], [17, 3], [15, 3], [18, 3]), counts)).toBe(1);
  });

  test('leaves something to mend: a part of a drawing that the average has right is none', () => {
    // The mean is 14 of 25, so 2.8 of the 5 shown.
    expect(typicalTask(tasks([14, 3], [14, 2]), counts)).toBe(1);
    expect(typicalTask(tasks([24, 5], [24, 4]), counts)).toBe(1);
  });

  test('is not the most typical, nor the one that leaves most to learn', () => {
    expect(typicalTask(tasks([13, 3], [15, 3], [2, 0], [25, 5], [20, 4]), counts)).toBe(0);
  });

  test('is the nearest where none is typical', () => {
    // The mean is 12.5: half of the tasks are far above it, half far below.
    expect(typicalTask(tasks([25, 5], [0, 0], [17, 4], [8, 2]), counts)).toBe(3);
    expect(typicalTask(tasks([25, 5], [0, 0]), counts)).toBe(0);
  });

  test('is found where each class has but one query drawing, or the task few classes', () => {
    expect(typicalTask(tasks([0, 0], [2, 2], [1, 1]), { all: 5, shown: 5 })).toBe(2);
    expect(typicalTask(tasks([6, 2], [2, 0], [4, 1]), { all: 6, shown: 2 })).toBe(2);
  });
});

/** Meta-iterations with the preset `quick`. */
const ITERATIONS = 150;
const CURVE_TASKS = 20;

/** Query drawings right after the last step on each of the curve's tasks, before and after meta-training. */
async function measure(data: Dataset, device: Device, change: Partial<RunSettings>) {
  const settings = { ...presets.quick, validationShare: 0, ...change };
  const episodes = createEpisodeSource(data, splitCharacters(data.characters, settings), settings);
  const learner = createLearner(settings, device);
  const curveTasks = episodes.watched.tasks('curve', 0, CURVE_TASKS);
  const examine = async () => {
    const { evaluateSteps: steps, innerLr } = settings;
    return scoresOf(await learner.examine(curveTasks, { steps, innerLr, start: 'learnt' }), curveTasks);
  };
  const before = await examine();
  for (let i = 0; i < ITERATIONS; i++) await learner.metaIteration(episodes.metaBatch(i), settings);
  const after = await examine();
  learner.dispose();
  return { before, after };
}

const folder = process.env.OMNIGLOT_DIR ?? '';
const archive = join(folder, 'omniglot_standard.zip');
const hasOmniglot = existsSync(archive);
const why = hasOmniglot ? '' : ' (skipped: OMNIGLOT_DIR names no folder with omniglot_standard.zip)';

const sets = {
  'the invented alphabets': async () => inventAlphabets(),
  Omniglot: async () => (await readDataset([named('omniglot_standard.zip', readFileSync(archive))])).dataset,
};

describe.each(['the invented alphabets', 'Omniglot'] as const)('on %s', (name) => {
  const isHere = name !== 'Omniglot' || hasOmniglot;
  let data: Dataset;
  let device: Device;
  beforeAll(async () => {
    if (!isHere) return;
    data = await sets[name]();
    device = await openDevice('wasm');
  }, 120_000);

  test.skipIf(!isHere)(
    `it is typical of its average, and training mends more than it spoils${isHere ? '' : why}`,
    { timeout: 120_000 },
    async () => {
      const gains: number[] = [];
      for (const seed of [1, 2, 3, 4, 5, 6]) {
        const { before, after } = await measure(data, device, { seed });
        const mean = before.reduce((sum, { right }) => sum + right, 0) / before.length;
        const task = typicalTask(before, counts);
        expect(Math.abs(before[task].right - mean)).toBeLessThanOrEqual(2.5);
        expect(before[task].shown).toBe(Math.floor(mean / 5));
        gains.push(after[task].shown - before[task].shown);
      }
      expect(gains.filter((gain) => gain > 0).length).toBeGreaterThanOrEqual(4);
    },
  );
});
