import { createRandom, type Dataset, PIXELS } from '#data';
import {
  type BackendName,
  createLearner,
  type LearnerState,
  type MetaLearner,
  openDevice,
  type RunSettings,
} from '#maml';
import { encodeCheckpoint } from '#session';
import type { EpisodeBatch } from '#tasks';
import { episodesOf } from './bench-contestant.ts';

/** What the engine did, for programs outside the browser to repeat before they are timed; bytes in base64. */
export interface Check {
  /** The start, as safetensors. */
  checkpoint: string;
  /** `[iteration, task, way, support then query, 28, 28]`, bytes. */
  drawings: string;
  /** `[iteration][step 0..S]`. The second iteration's tell whether the first one's meta-gradient was right. */
  queryLoss: number[][];
  /** The largest relative difference of a loss that rounding explains. */
  tolerance: number;
}

const ITERATIONS = 2;

/**
 * Rounding as noise on every weight, relative. It decides on which side of a ReLU's or max pool's kink a value lies,
 * which of two is the larger, and so gradients by more than itself: the more values, the more of that.
 */
const NOISE = 1e-6;
/** Starts with such noise that are tried, and how much more than they show is allowed. */
const NOISY_STARTS = 8;
const MARGIN = 4;
/** What is allowed where they show less. */
const LEAST_TOLERANCE = 1e-3;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function drawingsOf({ tasks, ways, shots, queries, support, query }: EpisodeBatch): Uint8Array {
  const each = (shots + queries) * PIXELS;
  const bytes = new Uint8Array(tasks * ways * each);
  for (let place = 0; place < tasks * ways; place++) {
    const part = (set: Uint8Array, count: number) =>
      set.subarray(place * count * PIXELS, (place + 1) * count * PIXELS);
    bytes.set(part(support, shots), place * each);
    bytes.set(part(query, queries), place * each + shots * PIXELS);
  }
  return bytes;
}

/** The state's weights, each with a relative error of NOISE. */
function withNoise({ iteration, parameters }: LearnerState, seed: number): LearnerState {
  const random = createRandom(seed);
  const noisy = parameters.map((array) => ({
    ...array,
    data: array.data.map((value) => value * (1 + random.normal(NOISE))),
  }));
  return { iteration, parameters: noisy };
}

/** `[iteration][step 0..S]`. */
async function lossesOf(
  learner: MetaLearner,
  batches: readonly EpisodeBatch[],
  settings: RunSettings,
): Promise<number[][]> {
  const losses: number[][] = [];
  for (const batch of batches) losses.push((await learner.metaIteration(batch, settings)).queryLoss);
  return losses;
}

/** Two meta-iterations of the engine, from the random start. */
export async function checkOf(
  settings: RunSettings,
  data: Dataset,
  backend: BackendName = 'wasm',
): Promise<Check> {
  const sample = episodesOf({ settings, backend, data });
  const device = await openDevice(backend);
  const learner = createLearner(settings, device);
  const start = await learner.state();
  const batches = Array.from({ length: ITERATIONS }, (_, iteration) => sample(iteration));
  const queryLoss = await lossesOf(learner, batches, settings);
  let spread = 0;
  for (let seed = 1; seed <= NOISY_STARTS; seed++) {
    learner.restore(withNoise(start, seed));
    const noisy = (await lossesOf(learner, batches, settings)).flat();
    queryLoss.flat().forEach((loss, i) => {
      spread = Math.max(spread, Math.abs(noisy[i] - loss) / loss);
    });
  }
  learner.dispose();
  device.dispose();
  const drawings = batches.map(drawingsOf) as Uint8Array<ArrayBuffer>[];
  const whole = new Uint8Array(await new Blob(drawings).arrayBuffer());
  return {
    checkpoint: base64(encodeCheckpoint({ settings, state: start })),
    drawings: base64(whole),
    queryLoss,
    tolerance: Math.max(LEAST_TOLERANCE, MARGIN * spread),
  };
}
