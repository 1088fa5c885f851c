import { PIXELS } from '#data';
import type { ShownFilm } from '#session';
import { type Answer, answerOf } from '../figure/episodeView.ts';
import { inkMask } from '../figure/inkMask.ts';
import { percent } from '../format.ts';

/** The two starts that are always shown beside each other. */
export type Who = 'learnt' | 'random';
export const BOTH: readonly Who[] = ['learnt', 'random'];

/** One start's adaptation, as the view shows it; lists are `[step 0..S]`. */
export interface StripView {
  /** `[step][ways * queries]`. */
  answers: Answer[][];
  /** Query drawings that are right. */
  right: number[];
  accuracy: number[];
  loss: number[];
}

/** A film as the view shows it. */
export interface FilmView extends Record<Who, StripView> {
  film: ShownFilm;
  ways: number;
  shots: number;
  queries: number;
  steps: number;
  /** Query drawings in all. */
  drawings: number;
}

export function filmView(film: ShownFilm): FilmView {
  const { ways, shots, queries, queryLabels } = film.episode;
  const strip = (who: Who): StripView => {
    const { probabilities, queryAccuracy, queryLoss } = film[who];
    const answers = probabilities.map((rows) =>
      Array.from(queryLabels, (label, row) => answerOf(rows.subarray(row * ways, (row + 1) * ways), label)),
    );
    return {
      answers,
      right: answers.map((of) => of.filter(({ right }) => right).length),
      accuracy: queryAccuracy,
      loss: queryLoss,
    };
  };
  return {
    film,
    ways,
    shots,
    queries,
    steps: film.learnt.queryAccuracy.length - 1,
    drawings: queryLabels.length,
    learnt: strip('learnt'),
    random: strip('random'),
  };
}

/** A query drawing of the task: drawing `query` of class `symbol`. */
export interface Pick {
  symbol: number;
  query: number;
}

/** The probabilities that a start gives a drawing's classes, `[step 0..S][way]`. */
export function probabilitiesOf({ film, ways, queries }: FilmView, who: Who, pick: Pick): Float32Array[] {
  const row = pick.symbol * queries + pick.query;
  return film[who].probabilities.map((rows) => rows.subarray(row * ways, (row + 1) * ways));
}

/** A drawing out of a set `[drawing][28 * 28]`. */
export function drawingAt(set: Uint8Array, index: number): Uint8Array {
  return set.subarray(index * PIXELS, (index + 1) * PIXELS);
}

/** Masks of a set's drawings, each made when it is first shown: all films of a task share its drawings. */
const masks = new WeakMap<Uint8Array, (Uint8ClampedArray | undefined)[]>();

/** The ink of a drawing out of a set. */
export function maskAt(set: Uint8Array, index: number): Uint8ClampedArray {
  const known = masks.get(set) ?? [];
  masks.set(set, known);
  const mask = known[index] ?? inkMask(drawingAt(set, index));
  known[index] = mask;
  return mask;
}

/** A share in percent; too long a stride can leave none that is a number. */
export function shareText(share: number): string {
  return Number.isFinite(share) ? percent(share) : '–';
}
