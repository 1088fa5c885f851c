import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DivergenceWatch } from '../../../src/workers/divergence.ts';

interface RecordedRun {
  /** Of `npm run -s train -- --data invented --backend wasm --keep-going`, which recorded it. */
  options: string;
  verdict: 'exploded' | 'collapsed' | null;
  /** After the last inner step of every meta-iteration. */
  queryLoss: number[];
  /** After every inner step, or after the last one. */
  queryAccuracy: number[][];
}

/** Meta-iterations are parted by spaces, inner steps by commas. */
const recorded: Record<keyof RecordedRun, string>[] = JSON.parse(
  readFileSync(new URL('recorded-runs.json', import.meta.url), 'utf8'),
);
const runs = recorded.map(
  ({ options, verdict, queryLoss, queryAccuracy }): RecordedRun => ({
    options,
    verdict: verdict as RecordedRun['verdict'],
    queryLoss: queryLoss.split(' ').map(Number),
    queryAccuracy: queryAccuracy.split(' ').map((steps) => steps.split(',').map(Number)),
  }),
);

/** All are 5-way. */
function judge({ queryLoss, queryAccuracy }: RecordedRun) {
  const watch = new DivergenceWatch();
  for (const [i, loss] of queryLoss.entries()) {
    const verdict = watch.observe({ queryLoss: [loss], queryAccuracy: queryAccuracy[i] }, 5);
    if (verdict !== null) return { iteration: i + 1, ...verdict };
  }
  return null;
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const called = runs.filter(({ verdict }) => verdict !== null);
const spared = runs.filter(({ verdict }) => verdict === null);

test.each(called)('$options does not come back, and is called diverged', (run) => {
  const found = judge(run);
  expect(found?.cause).toBe(run.verdict);
  expect(found?.iteration).toBeLessThanOrEqual(100);
  // It never did better than guessing by the end of the recording.
  expect(mean(run.queryAccuracy.slice(-40).map((steps) => steps[steps.length - 1]))).toBeLessThan(0.24);
  if (run.verdict === 'exploded') {
    expect(found?.trend?.window).toBe(40);
    expect(found?.trend?.loss).toBeCloseTo(mean(run.queryLoss.slice(40, 80)), 6);
    expect(found?.trend?.before).toBeCloseTo(mean(run.queryLoss.slice(0, 40)), 6);
  }
});

test.each(spared)('$options comes back, and is not called diverged', (run) => {
  expect(judge(run)).toBeNull();
  // It began at twice the loss of guessing, or more, and ends far below it.
  expect(mean(run.queryLoss.slice(0, 10))).toBeGreaterThan(2 * 1.6);
  expect(mean(run.queryLoss.slice(-40))).toBeLessThan(1.4);
  expect(mean(run.queryAccuracy.slice(-40).map(([accuracy]) => accuracy))).toBeGreaterThan(0.4);
});
