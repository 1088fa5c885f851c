import { describe, expect, it } from 'vitest';
import { presets } from '#session';
import { positionOf, rateAt, shareOf } from '../../../src/ui/controls/logScale.ts';
import { amount, clock, count, frequency, percent, rate } from '../../../src/ui/format.ts';
import { en } from '../../../src/ui/i18n/en/index.ts';
import { performanceText } from '../../../src/ui/performance/performanceText.ts';
import { saying } from '../../../src/ui/transport/saying.ts';

describe('numbers', () => {
  it('are written as the page writes them', () => {
    expect(percent(0.957)).toBe('96%');
    expect([0.00001, 0.002, 0.1, 2, 10].map(rate)).toEqual(['0.00001', '0.002', '0.1', '2', '10']);
    expect([0, 149, 3749].map(clock)).toEqual(['0:00', '2:29', '1:02:29']);
    expect([0.42, 8.34, 48.2].map(frequency)).toEqual(['0.42', '8.3', '48']);
    expect(count(1240)).toBe('1,240');
    expect([0.044, 3.14, 120.4].map(amount)).toEqual(['0.04', '3.1', '120']);
  });
});

describe('the logarithmic slider', () => {
  it('comes back to the rate it was set to', () => {
    for (const value of [0.001, 0.01, 0.1, 0.4, 1, 2, 10]) {
      expect(rateAt(positionOf(value))).toBeCloseTo(value, 1 - Math.floor(Math.log10(value)) - 1);
    }
  });

  it('changes the rate at every position', () => {
    const rates = Array.from({ length: 81 }, (_, i) => rateAt(-3 + i * 0.05));
    expect(new Set(rates).size).toBe(81);
    expect(rates[0]).toBe(0.001);
    expect(rates[80]).toBe(10);
  });

  it('has its ticks at true positions', () => {
    expect(shareOf(0.1, 0.001, 10)).toBeCloseTo(0.5);
  });
});

describe('saying', () => {
  const report = (accuracy: number[]) => ({ queryAccuracy: accuracy, queryLoss: accuracy });
  const state: Parameters<typeof saying>[0] = {
    phase: 'running',
    iteration: 40,
    loading: null,
    measuring: null,
    curve: {
      iteration: 30,
      tasks: 20,
      split: 'validation',
      innerLr: 0.1,
      shots: 1,
      queries: 5,
      learnt: report([0.2, 0.96]),
      random: report([0.2, 0.46]),
    },
    notice: null,
    settings: presets.quick,
  };

  it('tells accuracy after the last step with the random start and chance beside it', () => {
    expect(saying(state)).toEqual({
      is: 'right',
      state: 'running',
      accuracy: 0.96,
      random: 0.46,
      split: 'validation',
      chance: 0.2,
      shots: 1,
    });
  });

  it('tells of a figure that the settings have left behind as what it was, when, and with which rate', () => {
    const was = { is: 'was-right', state: 'running', accuracy: 0.96, iteration: 30, innerLr: 0.1 };
    for (const change of [{ innerLr: 2 }, { evaluateSteps: 3 }, { shots: 2 }, { queries: 1 }]) {
      expect(saying({ ...state, settings: { ...state.settings, ...change } })).toEqual(was);
    }
    // What does not touch adaptation leaves the figure as true as it was.
    const settings = { ...state.settings, outerLr: 0.1, metaBatch: 8, algorithm: 'fomaml' } as const;
    expect(saying({ ...state, settings }).is).toBe('right');
  });

  it('claims nothing from the curve of the random start', () => {
    expect(saying({ ...state, curve: { ...state.curve!, iteration: 0 } })).toEqual({
      is: 'training',
      chance: 0.2,
    });
  });

  it('tells an untrained network from one whose drawings are being read', () => {
    const untrained = { ...state, phase: 'empty', iteration: 0 } as const;
    expect(saying(untrained).is).toBe('empty');
    const loading = { name: 'a.zip', phase: 'decoding', done: 1, total: 2 } as const;
    expect(saying({ ...untrained, loading }).is).toBe('loading');
  });

  it('tells which backend is being measured, while a run is opened', () => {
    const measuring = { ...state, measuring: 'wasm' } as const;
    expect(saying({ ...measuring, phase: 'opening' })).toEqual({ is: 'measuring', backend: 'wasm' });
    expect(saying(measuring).is).toBe('right');
  });
});

describe('performance as text', () => {
  const kernels = [
    { name: 'Conv', calls: 8, dispatches: 16, seconds: 0.0123, bytes: 1200 },
    { name: 'MaxPool', calls: 12, dispatches: 12, seconds: 0.0004, bytes: 90 },
  ];
  const profile = { kernels, seconds: 0.0127, dispatches: 28, threads: 2, memory: { tensors: 9, bytes: 99 } };

  it('has a line a figure and a column a quantity', () => {
    expect(performanceText([['Backend', 'WebAssembly']], profile).split('\n')).toEqual([
      'Backend: WebAssembly',
      '',
      'kernel     ms  calls  dispatches  bytes',
      'Conv     12.3      8          16   1200',
      'MaxPool  0.40     12          12     90',
    ]);
    expect(performanceText([['Backend', 'WebGL']], null)).toBe('Backend: WebGL');
  });
});

describe('the catalogue', () => {
  const texts = (group: object): string[] =>
    Object.values(group).flatMap((entry) => (typeof entry === 'string' ? [entry] : texts(entry)));

  it('keeps to the words of the design', () => {
    for (const text of texts(en)) {
      expect(text).not.toMatch(/!|\bplease\b|successful|\bError\b/i);
      // 96% without a space.
      expect(text).not.toMatch(/\d %/);
    }
  });
});
