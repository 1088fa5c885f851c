import { type Dataset, type Split, splitCharacters } from '#data';
import type { RunSettings } from '#maml';
import { shareDataset } from '#workers';

/** A data set in memory that all threads share, and its parts. */
export async function shared(
  dataset: Dataset,
  settings: RunSettings,
): Promise<{ data: Dataset; split: Split }> {
  const data = await shareDataset(dataset);
  return { data, split: splitCharacters(data.characters, settings) };
}
