import { PIXELS, SIDE } from '#data';
import type { EpisodeBatch } from '#tasks';

/** Bytes that one result of a layer should not exceed on a graphics card. */
const LARGEST_RESULT = 128 * 2 ** 20;

/** Tasks `first` to `first + count - 1` of a batch, sharing its bytes. */
export function tasksOf(batch: EpisodeBatch, first: number, count: number): EpisodeBatch {
  const part = <Values extends Uint8Array | Int32Array>(values: Values): Values => {
    const each = values.length / batch.tasks;
    return values.subarray(first * each, (first + count) * each) as Values;
  };
  return {
    ...batch,
    tasks: count,
    support: part(batch.support),
    supportLabels: part(batch.supportLabels),
    query: part(batch.query),
    queryLabels: part(batch.queryLabels),
  };
}

/** A batch's tasks in parts of `size`, a divisor of their number. */
export function chunksOf(batch: EpisodeBatch, size: number): EpisodeBatch[] {
  return Array.from({ length: batch.tasks / size }, (_, i) => tasksOf(batch, i * size, size));
}

/** A batch's tasks spread over `shares` workers as evenly as can be; no part is empty. */
export function shareTasks(batch: EpisodeBatch, shares: number): EpisodeBatch[] {
  const count = Math.min(shares, batch.tasks);
  const firstOf = (share: number) => Math.floor((share * batch.tasks) / count);
  return Array.from({ length: count }, (_, i) => tasksOf(batch, firstOf(i), firstOf(i + 1) - firstOf(i)));
}

/** How many tasks a graphics card takes at a time: all, unless the largest layer would not fit. */
export function tasksAtOnce({ tasks, support, query }: EpisodeBatch, filters: number): number {
  const images = Math.max(support.length, query.length) / tasks / PIXELS;
  const bytes = 4 * images * SIDE * SIDE * filters;
  for (let size = tasks; size > 1; size--) {
    if (tasks % size === 0 && size * bytes <= LARGEST_RESULT) return size;
  }
  return 1;
}
