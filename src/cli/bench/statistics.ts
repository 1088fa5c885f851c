/** The middle of some numbers; of an even count, the mean of the middle two. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A total in so many whole parts as equal as can be, none of them zero. */
export function inParts(total: number, parts: number): number[] {
  const count = Math.min(total, parts);
  const end = (part: number) => Math.round((part * total) / count);
  return Array.from({ length: count }, (_, i) => end(i + 1) - end(i));
}
