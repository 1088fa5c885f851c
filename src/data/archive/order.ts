import type { FoundDrawing } from './gather.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Sorts drawings into file order and keeps the first by path of those that lie at the same place, so
 * that neither an archive's order nor the same set twice (a folder and its zip) changes the data set.
 */
export function inFileOrder(found: readonly FoundDrawing[]): FoundDrawing[] {
  const keyed = found.map((drawing) => ({
    drawing,
    key: `${drawing.place.characterKey}\0${drawing.place.drawing}`,
  }));
  keyed.sort((a, b) => compare(a.key, b.key) || compare(a.drawing.path, b.drawing.path));
  return keyed.filter(({ key }, i) => i === 0 || key !== keyed[i - 1].key).map(({ drawing }) => drawing);
}
