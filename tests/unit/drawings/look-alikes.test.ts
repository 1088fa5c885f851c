import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createRandom, prepareDrawing, redraw, symbolInventor } from '#data';
import { openDevice } from '#maml';
import { decodeCheckpoint, lookAlikesMeasured } from '#session';
import { lookAlikeSet } from '../../../src/session/drawings/look-alikes.ts';
import { type DrawingSet, shownSymbols, taskOf } from '../../../src/session/drawings/set.ts';
import { Studio } from '../../../src/workers/studio.service.ts';

/** Drawings by other hands that are asked about; 1,000 for the figures that the page tells. */
const DRAWINGS = Number(process.env.DRAWINGS ?? 150);

/** How often network, random start and nearest neighbour know a set's drawings drawn again, shares. */
async function measure(set: DrawingSet) {
  const file = await readFile(`public/checkpoints/${lookAlikesMeasured.network}.safetensors`);
  const { settings, state } = decodeCheckpoint(new Uint8Array(file));
  const studio = new Studio(() => openDevice('wasm'));
  const symbols = shownSymbols(set);
  const inner = { steps: settings.evaluateSteps, innerLr: settings.innerLr };
  await studio.adapt({ settings, parameters: state.parameters }, taskOf(symbols), inner);
  const random = createRandom(11);
  const right = { learnt: 0, random: 0, nearest: 0 };
  for (let i = 0; i < DRAWINGS; i++) {
    const of = i % symbols.length;
    const answers = await studio.answer(prepareDrawing(redraw(random, symbols[of].drawings[0])));
    const likeliest = (shares: Float32Array) => shares.indexOf(Math.max(...shares));
    right.learnt += Number(likeliest(answers.learnt) === of);
    right.random += Number(likeliest(answers.random) === of);
    right.nearest += Number(answers.nearest === of);
  }
  const share = (count: number) => count / DRAWINGS;
  return { learnt: share(right.learnt), random: share(right.random), nearest: share(right.nearest) };
}

/** Three standard errors of a share, and what rounding takes. */
const margin = (share: number) => 3 * Math.sqrt((share * (1 - share)) / DRAWINGS) + 0.005;

test('look-alikes show what meta-training brings: the figures that the page tells are measured', {
  timeout: 600_000,
}, async () => {
  const alike = await measure(lookAlikeSet());
  console.log(`${DRAWINGS} drawings of look-alikes`, alike);
  for (const key of ['learnt', 'random', 'nearest'] as const) {
    const told = lookAlikesMeasured[key];
    expect(Math.abs(alike[key] - told), key).toBeLessThanOrEqual(margin(told));
  }
  // For comparison, symbols that do not look alike.
  if (process.env.DRAWINGS === undefined) return;
  for (let seed = 1; seed <= 5; seed++) {
    const invent = symbolInventor(createRandom(seed));
    const symbols = Array.from({ length: 5 }, (_, id) => ({ id, name: null, drawings: [invent()] }));
    console.log(`Invented, seed ${seed}`, await measure({ name: null, shots: 1, symbols }));
  }
});
