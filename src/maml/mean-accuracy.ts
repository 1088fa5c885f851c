/**
 * Mean accuracy of tasks with `answers` query drawings each: hits divided by their count, to the last bit. Summing
 * the shares would add up what each was rounded by.
 *
 * @param shares of each task, hits divided by `answers`
 */
export function meanAccuracy(shares: readonly number[], answers: number): number {
  const hits = shares.reduce((sum, share) => sum + Math.round(share * answers), 0);
  return hits / (answers * shares.length);
}
