import { expect, test } from 'vitest';
import { presets } from '#session';
import { suggestRates, tooFewNotice } from '../../../src/session/notices.ts';
import { RateMeter } from '../../../src/session/rate-meter.ts';
import { fakeDataset } from '../workers/fake-engine.ts';

test('after a divergence, the rate that is far above the preset is suggested back', () => {
  expect(suggestRates({ ...presets.watch, innerLr: 10 })).toEqual({ innerLr: 0.1 });
  expect(suggestRates({ ...presets.paper, outerLr: 0.1 })).toEqual({ outerLr: 0.001 });
  expect(suggestRates({ ...presets.watch, innerLr: 10, outerLr: 0.1 })).toEqual({
    innerLr: 0.1,
    outerLr: 0.002,
  });
});

test('where neither is, both are lowered', () => {
  expect(suggestRates(presets.watch)).toEqual({ innerLr: 0.03, outerLr: 0.0005 });
});

test('a data set too small for a task is told with what is needed and there', () => {
  const data = fakeDataset(40, 8);
  expect(tooFewNotice(data, presets.watch)).toBeNull();
  expect(tooFewNotice(data, { ...presets.watch, queries: 8 })).toEqual({
    kind: 'too-few',
    what: 'drawings',
    pool: 'train',
    needed: 9,
    found: 8,
  });
  expect(tooFewNotice(fakeDataset(25, 8), { ...presets.watch, ways: 15 })).toEqual({
    kind: 'too-few',
    what: 'characters',
    pool: 'test',
    needed: 15,
    found: 10,
  });
});

test('the rate is that of the last iterations', () => {
  const meter = new RateMeter();
  expect(meter.rate).toBeNull();
  for (let i = 0; i < 50; i++) meter.add(10);
  for (let i = 0; i < 20; i++) meter.add(0.5);
  expect(meter.rate).toBe(2);
});
