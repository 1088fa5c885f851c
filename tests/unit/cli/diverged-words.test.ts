import { expect, test } from 'vitest';
import { divergedWords, isDiverged } from '../../../src/cli/diverged-words.ts';

test('a run that diverged is told by what was seen of it, with a way on where there is one', () => {
  const event = { type: 'diverged', iteration: 380, keptIteration: 300 } as const;
  const trend = { window: 40, loss: 36.4646, before: 125.16 };
  expect(divergedWords({ ...event, cause: 'exploded', trend })).toBe(
    'The run diverged at iteration 380: query loss at 36.46 on average over the last 40 meta-iterations, at 125 over the 40 before. Try a smaller --inner-lr or --outer-lr; --keep-going goes on all the same.',
  );
  expect(divergedWords({ ...event, cause: 'collapsed', trend: null })).toContain('answers the same');
  const lost = divergedWords({ ...event, cause: 'not-finite-parameters', trend: null });
  expect(lost).toBe(
    'The run diverged at iteration 380: a parameter is no number any more. Try a smaller --inner-lr or --outer-lr.',
  );
  expect(isDiverged({ type: 'done' })).toBe(false);
});
