import { test } from 'vitest';
import { inventAlphabets, splitCharacters } from '#data';
import { createLearner, openDevice } from '#maml';
import { presets } from '#session';
import { createEpisodeSource, typicalTask } from '#workers';
import { scoresOf } from '../../../src/workers/typical-task.ts';

test('x', async () => {
  const data = inventAlphabets();
  const device = await openDevice('wasm');
  for (const [name, its] of [
    ['quick', 150],
    ['watch', 150],
  ] as const)
    for (const share of [0, 0.1])
      for (const seed of [1, 2, 3, 4, 5, 6]) {
        const settings = { ...presets[name], seed, validationShare: share };
        const episodes = createEpisodeSource(data, splitCharacters(data.characters, settings), settings);
        const learner = createLearner(settings, device);
        const batch = episodes.watched.tasks('curve', 0, 20);
        const ex = async () =>
          scoresOf(
            await learner.examine(batch, {
              steps: settings.evaluateSteps,
              innerLr: settings.innerLr,
              start: 'learnt',
            }),
            batch,
          );
        const before = await ex();
        const t = typicalTask(before, { all: 25, shown: 5 });
        for (let i = 0; i < its; i++) await learner.metaIteration(episodes.metaBatch(i), settings);
        const after = await ex();
        const m = (x: typeof before) => (x.reduce((s, { right }) => s + right, 0) / 20 / 25).toFixed(3);
        console.log(
          name,
          share,
          seed,
          episodes.watched.split,
          'task',
          t,
          before[t],
          after[t],
          m(before),
          m(after),
        );
        learner.dispose();
      }
}, 300000);
