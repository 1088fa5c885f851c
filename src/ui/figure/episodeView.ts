import type { Preview } from '#workers';
import { CLASSES_SHOWN } from '../layout.ts';
import { inkMask } from './inkMask.ts';

/** What the network answers for one query drawing after one step. */
export interface Answer {
  /** The class it names, 0 to ways - 1. */
  named: number;
  /** The probability it gives that class, 0..1. */
  probability: number;
  right: boolean;
}

/** One episode as the figure shows it: the first drawing of each of the first classes. */
export interface EpisodeView {
  preview: Preview;
  ways: number;
  shots: number;
  queries: number;
  steps: number;
  /** Ink of the first support drawing, for every class that is shown or named. */
  support: (Uint8ClampedArray | undefined)[];
  /** Ink of query drawing 0, `[class shown]`. */
  query: Uint8ClampedArray[];
  /** `[step 0..S][class shown]`. */
  answers: Answer[][];
}

export function episodeView(preview: Preview): EpisodeView {
  const { ways, shots, queries, support, query, queryLabels } = preview.episode;
  const shown = Math.min(ways, CLASSES_SHOWN);
  const drawing = (images: Uint8Array, index: number) => {
    const pixels = images.length / (images === support ? ways * shots : ways * queries);
    return images.subarray(index * pixels, (index + 1) * pixels);
  };
  const classes = Array.from({ length: shown }, (_, i) => i);
  const answers = preview.learnt.map((probabilities) =>
    classes.map((c) => {
      const row = c * queries;
      return answerOf(probabilities.subarray(row * ways, (row + 1) * ways), queryLabels[row]);
    }),
  );
  const named = new Set([...classes, ...answers.flat().map((answer) => answer.named)]);
  return {
    preview,
    ways,
    shots,
    queries,
    steps: preview.learnt.length - 1,
    support: Array.from({ length: ways }, (_, c) =>
      named.has(c) ? inkMask(drawing(support, c * shots)) : undefined,
    ),
    query: classes.map((c) => inkMask(drawing(query, c * queries))),
    answers,
  };
}

/** The most probable class of a row of probabilities `[ways]`. */
export function answerOf(row: Float32Array, label: number): Answer {
  let named = 0;
  for (let c = 1; c < row.length; c++) if (row[c] > row[named]) named = c;
  return { named, probability: row[named], right: named === label };
}
