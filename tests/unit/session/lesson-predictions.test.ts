import { expect, test } from 'vitest';
import { type Figures, type PredictedId, predictions } from '#session';

/** Figures that tell nothing yet. */
const NOTHING: Figures = {
  chance: 0.2,
  steps: 5,
  innerLr: 0.1,
  iterations: 0,
  training: null,
  loss: null,
  metaTest: null,
  gap: null,
  learnt: null,
  random: null,
  tasks: null,
  firstShare: null,
  before: { firstShare: null, metaTest: null },
  own: { symbols: 0, adapted: false, certainty: null },
  tries: [],
  best: null,
  further: null,
  speeds: {},
};
const came = (id: PredictedId, figures: Partial<Figures>) => predictions[id].came({ ...NOTHING, ...figures });

const tried = (count: number, accuracy: number) => {
  const best = { innerLr: 0.4, random: [0.2, accuracy] };
  return { best, tries: Array.from({ length: count }, () => best) };
};
const further = (before: number, after: number) => ({ further: { from: 5, to: 8, before, after } });
const few = (metaTest: number, gap: number) => ({
  metaTest,
  gap,
  before: { firstShare: null, metaTest: 0.8 },
});

test('predictions: nothing has come before it was measured', () => {
  for (const id of Object.keys(predictions) as PredictedId[]) expect(came(id, {}), id).toBeNull();
  expect(came('scratch', tried(2, 0.6))).toBeNull();
  expect(came('first', { firstShare: 0.7, iterations: 60 })).toBeNull();
  expect(came('first', { firstShare: 0.7, innerLr: 0.02, iterations: 40 })).toBeNull();
  expect(came('overfit', few(0.8, 0.05))).toBeNull();
});

test('predictions: what was measured decides which choice has come, and each can come', () => {
  const outcomes: Record<PredictedId, [Partial<Figures>, string][]> = {
    scratch: [
      [tried(3, 0.49), 'low'],
      [tried(3, 0.63), 'middle'],
      [tried(4, 0.8), 'high'],
    ],
    inner: [
      [further(0.57, 0.5), 'less'],
      [further(0.57, 0.58), 'same'],
      [further(0.57, 0.7), 'more'],
    ],
    zero: [
      [{ loss: [1.4, 0.5] }, 'less'],
      [{ loss: [1.65, 0.5] }, 'same'],
      [{ loss: [1.95, 0.5] }, 'more'],
    ],
    first: [
      [{ firstShare: 0.4, innerLr: 0.02, iterations: 50 }, 'less'],
      [{ firstShare: 0.8, innerLr: 0.02, iterations: 50 }, 'more'],
    ],
    overfit: [
      [few(0.7, 0.2), 'less'],
      [few(0.81, 0.17), 'same'],
      [few(0.86, 0.12), 'more'],
    ],
  };
  for (const [id, expected] of Object.entries(outcomes)) {
    for (const [figures, choice] of expected) expect(came(id as PredictedId, figures), id).toBe(choice);
    expect(expected.map(([, choice]) => choice)).toEqual(predictions[id as PredictedId].choices);
  }
});
