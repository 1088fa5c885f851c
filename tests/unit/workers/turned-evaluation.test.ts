import { expect, test } from 'vitest';
import { type Dataset, PIXELS, SIDE, splitCharacters } from '#data';
import { presets } from '#session';
import { createEpisodeSource } from '#workers';

/** Twelve characters, marked in the first corner. */
const dataset: Dataset = {
  name: 'marked',
  source: 'archive',
  pixels: new Uint8Array(12 * 4 * PIXELS).fill(255).map((grey, i) => (i % PIXELS === 0 ? 0 : grey)),
  characters: Array.from({ length: 12 }, (_, c) => ({
    alphabet: 'A',
    name: `character${c}`,
    half: null,
    first: 4 * c,
    drawings: 4,
  })),
};

/** Which corners are marked in an evaluation's tasks. */
function corners(evaluateRotations: boolean): number[] {
  const settings = { ...presets.paper, ways: 2, evaluateRotations };
  const { watched } = createEpisodeSource(dataset, splitCharacters(dataset.characters, settings), settings);
  const { query } = watched.tasks('evaluation', 0, 40);
  const last = SIDE - 1;
  const marked = Array.from({ length: query.length / PIXELS }, (_, i) =>
    [0, last * SIDE, last * SIDE + last, last].findIndex((at) => query[i * PIXELS + at] === 0),
  );
  return [...new Set(marked)].sort();
}

test('evaluations turn characters where they are asked to, as the code of the paper does', () => {
  expect(corners(false)).toEqual([0]);
  expect(corners(true)).toEqual([0, 1, 2, 3]);
});
