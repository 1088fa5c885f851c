import { createRandom, PIXELS } from '#data';
import type { Profile } from '#maml';
import type { SettingsChange } from '#session';
import type { AdaptationCurve, Evaluation, IterationPoint, Preview } from '#workers';
import { drawSymbol } from './symbols.ts';

// Numbers of a run that never was, shaped as real ones are.

export interface Shape {
  steps: number;
  ways: number;
  shots: number;
}

const QUERIES = 5;

/** Accuracy after `step` inner steps of a start that has been meta-trained for `iteration` iterations. */
function accuracyAt({ steps, ways }: Shape, iteration: number, step: number): number {
  const chance = 1 / ways;
  const learnt = 1 - Math.exp(-((iteration / 330) ** 0.85));
  const best = 0.3 + 0.67 * learnt;
  return step === 0 ? chance : chance + (best - chance) * (1 - Math.exp((-4.5 * step) / steps));
}

function lossAt(shape: Shape, iteration: number, step: number): number {
  const { ways } = shape;
  const missing = (1 - accuracyAt(shape, iteration, step)) / (1 - 1 / ways);
  return step === 0
    ? Math.log(ways) + 0.2 * (1 - Math.exp(-iteration / 300))
    : Math.log(ways) * missing + 0.03;
}

const perStep = ({ steps }: Shape, valueAt: (step: number) => number) =>
  Array.from({ length: steps + 1 }, (_, step) => valueAt(step));

export function madeUpPoint(shape: Shape, iteration: number): IterationPoint {
  const random = createRandom(iteration);
  const common = random.normal(0.03);
  return {
    iteration,
    seconds: 0.12,
    queryAccuracy: perStep(shape, (step) =>
      Math.min(1, Math.max(0, accuracyAt(shape, iteration, step) + (step && common) + random.normal(0.02))),
    ),
    queryLoss: perStep(shape, (step) =>
      Math.max(0.02, lossAt(shape, iteration, step) - 2 * common + random.normal(0.04)),
    ),
  };
}

export function madeUpEvaluation(shape: Shape, iteration: number): Evaluation {
  const random = createRandom(iteration, 1);
  return {
    iteration,
    tasks: 60,
    split: 'validation',
    classes: 63,
    queryAccuracy: perStep(shape, (step) => accuracyAt(shape, iteration, step) - 0.015 + random.normal(0.01)),
    ci95: perStep(shape, () => 0.025),
    queryLoss: perStep(shape, (step) => lossAt(shape, iteration, step) + 0.05 + random.normal(0.02)),
    lossCi95: perStep(shape, () => 0.06),
    transductive: true,
  };
}

/** The inner rate was moved twice on the way, to where it stands now. */
export function madeUpChanges(iteration: number): SettingsChange[] {
  const changes = [
    { iteration: 300, from: { innerLr: 0.1 }, to: { innerLr: 0.4 } },
    { iteration: 800, from: { innerLr: 0.4 }, to: { innerLr: 0.1 } },
  ];
  return changes.filter((change) => change.iteration <= iteration);
}

export function madeUpCurve(shape: Shape, iteration: number): AdaptationCurve {
  const report = (at: number) => ({
    queryAccuracy: perStep(shape, (step) => accuracyAt(shape, at, step)),
    queryLoss: perStep(shape, (step) => lossAt(shape, at, step)),
  });
  const { shots } = shape;
  return {
    iteration,
    tasks: 20,
    split: 'validation',
    innerLr: 0.1,
    shots,
    queries: QUERIES,
    learnt: report(iteration),
    random: report(45),
  };
}

/** An episode of drawn symbols, with an answer right as often as the made-up accuracy says. */
export function madeUpPreview(shape: Shape, iteration: number): Preview {
  const { ways, shots } = shape;
  const images = (each: number, firstDrawer: number) => {
    const all = new Uint8Array(ways * each * PIXELS);
    for (let i = 0; i < ways * each; i++) {
      all.set(drawSymbol(Math.floor(i / each), firstDrawer + (i % each)), i * PIXELS);
    }
    return all;
  };
  const labels = (each: number) => Int32Array.from({ length: ways * each }, (_, i) => Math.floor(i / each));
  const learnt = perStep(shape, (step) => step).map((step) => {
    const probabilities = new Float32Array(ways * QUERIES * ways);
    for (let row = 0; row < ways * QUERIES; row++) {
      const label = Math.floor(row / QUERIES);
      const accuracy = accuracyAt(shape, iteration, step);
      // The same luck at every step: an answer once right stays right.
      const isRight = createRandom(row, 7).next() < accuracy;
      const named = isRight ? label : (label + 2) % ways;
      const sure = Math.min(
        0.99,
        (isRight ? 0.3 : 0.28) + 0.7 * (accuracy - 1 / ways) * (isRight ? 1.2 : 0.3),
      );
      probabilities.fill((1 - sure) / (ways - 1), row * ways, (row + 1) * ways);
      probabilities[row * ways + named] = sure;
    }
    return probabilities;
  });
  return {
    iteration,
    task: 0,
    split: 'validation',
    innerLr: 0.1,
    episode: {
      tasks: 1,
      ways,
      shots,
      queries: QUERIES,
      support: images(shots, 1),
      supportLabels: labels(shots),
      query: images(QUERIES, 20),
      queryLabels: labels(QUERIES),
    },
    learnt,
  };
}

/** Kernels of the engine's names, each at two thirds of the time of the one before. */
export function madeUpProfile(): Profile {
  const names = ['ConvFilterGradient', 'Conv', 'ConvInputGradient', 'BatchNormReluGradient', 'BatchNormRelu'];
  const kernels = [...names, 'MaxPool', 'CrossEntropy', 'Update'].map((name, i) => ({
    name,
    calls: 40 - 4 * i,
    dispatches: 40 - 4 * i,
    seconds: 0.012 * (2 / 3) ** i,
    bytes: Math.round(4 * 10 ** (7 - i)),
  }));
  const sum = (of: 'seconds' | 'dispatches') => kernels.reduce((total, kernel) => total + kernel[of], 0);
  const memory = { tensors: 412, bytes: 38 * 2 ** 20 };
  return { kernels, seconds: sum('seconds'), dispatches: sum('dispatches'), threads: 2, memory };
}
