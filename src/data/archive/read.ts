import { type Character, type Dataset, PIXELS } from '../dataset.ts';
import { createDrawingDecoder } from '../drawing.ts';
import { DataError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { type NamedFile, nameOf } from './files.ts';
import { type FoundDrawing, gatherDrawings } from './gather.ts';
import { inFileOrder } from './order.ts';

/** A data set as read from files, and what was left out of it. */
export interface ReadSet {
  dataset: Dataset;
  /** Drawings that are damaged or no PNGs. */
  skipped: number;
  /** The path of the first of them. */
  skippedExample: string | null;
}

/** Drawings read at a time: files of a folder wait for the disk together, and few are in memory. */
const BATCH = 32;

/** Reads a drawing; null where it is damaged. */
async function readOrNull(drawing: FoundDrawing): Promise<Uint8Array | null> {
  try {
    return await drawing.read();
  } catch (error) {
    if (error instanceof DataError) throw error;
    return null;
  }
}

/** Decodes drawings in order. `kept` are those that could be, and `pixels` is theirs, `[kept][28 * 28]`. */
async function decodeAll(drawings: readonly FoundDrawing[], onProgress: (progress: Progress) => void) {
  const decode = createDrawingDecoder();
  const pixels = new Uint8Array(drawings.length * PIXELS);
  const kept: FoundDrawing[] = [];
  let skippedExample: string | null = null;
  for (let first = 0; first < drawings.length; first += BATCH) {
    onProgress({ phase: 'decoding', done: first, total: drawings.length });
    const batch = drawings.slice(first, first + BATCH);
    const files = await Promise.all(batch.map(readOrNull));
    batch.forEach((drawing, i) => {
      const file = files[i];
      if (file !== null && decode(file, drawing.path, pixels, kept.length * PIXELS)) kept.push(drawing);
      else skippedExample ??= drawing.path;
    });
  }
  onProgress({ phase: 'decoding', done: drawings.length, total: drawings.length });
  return {
    kept,
    pixels: kept.length === drawings.length ? pixels : pixels.slice(0, kept.length * PIXELS),
    skippedExample,
  };
}

/** The characters of drawings in file order. */
function charactersOf(drawings: readonly FoundDrawing[]): Character[] {
  const characters: Character[] = [];
  let key: string | null = null;
  drawings.forEach(({ place }, first) => {
    if (place.characterKey !== key) {
      key = place.characterKey;
      const { alphabet, character: name, half } = place;
      characters.push({ alphabet, name, half, first, drawings: 0 });
    }
    characters[characters.length - 1].drawings++;
  });
  return characters;
}

/**
 * Reads Omniglot, or any set in its layout (`<root>/<Alphabet>/characterNN/*.png`), from archives or a
 * folder's files. The same drawings give the same data set, whatever their order.
 *
 * @throws DataError where there is nothing to read or it is refused; see `DataErrorCode`.
 */
export async function readDataset(
  files: readonly NamedFile[],
  onProgress: (progress: Progress) => void = () => {},
): Promise<ReadSet> {
  const name = nameOf(files);
  const drawings = inFileOrder(await gatherDrawings(files, onProgress));
  if (drawings.length === 0) throw new DataError('no-drawings', name);
  const { kept, pixels, skippedExample } = await decodeAll(drawings, onProgress);
  if (kept.length === 0) {
    throw new DataError('all-corrupt', name, {
      drawings: drawings.length,
      example: skippedExample ?? '',
    });
  }
  return {
    dataset: { name, source: 'archive', characters: charactersOf(kept), pixels },
    skipped: drawings.length - kept.length,
    skippedExample,
  };
}
