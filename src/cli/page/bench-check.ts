import { type Dataset, PIXELS } from '#data';
import { type BackendName, createLearner, openDevice, type RunSettings } from '#maml';
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
}

const ITERATIONS = 2;

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

/** Two meta-iterations of the engine, from the random start. */
export async function checkOf(
  settings: RunSettings,
  data: Dataset,
  backend: BackendName = 'wasm',
): Promise<Check> {
  const sample = episodesOf({ settings, backend, data });
  const device = await openDevice(backend);
  const learner = createLearner(settings, device);
  const checkpoint = encodeCheckpoint({ settings, state: await learner.state() });
  const drawings: Uint8Array[] = [];
  const queryLoss: number[][] = [];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const batch = sample(iteration);
    drawings.push(drawingsOf(batch));
    queryLoss.push((await learner.metaIteration(batch, settings)).queryLoss);
  }
  learner.dispose();
  device.dispose();
  const whole = new Uint8Array(await new Blob(drawings as Uint8Array<ArrayBuffer>[]).arrayBuffer());
  return { checkpoint: base64(checkpoint), drawings: base64(whole), queryLoss };
}
