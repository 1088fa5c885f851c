import type { Progress } from '../progress.ts';
import { type NamedFile, readFile } from './files.ts';
import { LIMITS, refuseAbove } from './limits.ts';
import { isArchivePath, type Place, placeOf } from './paths.ts';
import { openZip } from './zip.ts';

/** A drawing found and not yet read. */
export interface FoundDrawing {
  place: Place;
  /** Its path, with the archives around it. */
  path: string;
  /** The PNG file's bytes. @throws where they are damaged. */
  read(): Promise<Uint8Array>;
}

/** Files picked one by one are archives, whatever they are called; in a folder, a zip's name says so. */
function isArchive({ path }: NamedFile): boolean {
  return isArchivePath(path) || !path.includes('/');
}

/** Finds the drawings of an archive and of the archives in it. */
async function gatherZip(bytes: Uint8Array, name: string, depth: number): Promise<FoundDrawing[]> {
  const found: FoundDrawing[] = [];
  for (const entry of await openZip(bytes, name)) {
    const path = `${name}/${entry.path}`;
    const place = placeOf(entry.path);
    if (place !== null) {
      refuseAbove(LIMITS.drawingBytes, entry.size, 'bytes', path);
      found.push({ place, path, read: entry.read });
    } else if (isArchivePath(entry.path) && depth < LIMITS.depth) {
      refuseAbove(LIMITS.archiveBytes, entry.size, 'bytes', path);
      found.push(...(await gatherZip(await entry.read(), path, depth + 1)));
    }
  }
  return found;
}

/**
 * Finds all drawings in archives, archives within archives, and files of folders. Everything else in
 * them is passed over.
 *
 * @throws DataError see `openZip` and `readFile`.
 */
export async function gatherDrawings(
  files: readonly NamedFile[],
  onProgress: (progress: Progress) => void,
): Promise<FoundDrawing[]> {
  refuseAbove(LIMITS.entries, files.length, 'entries', files[0]?.path ?? '');
  const archives = files.filter(isArchive);
  const total = archives.reduce((sum, { file }) => sum + file.size, 0);
  let done = 0;
  onProgress({ phase: 'reading', done, total });

  const found: FoundDrawing[] = [];
  for (const file of files) {
    const place = placeOf(file.path);
    if (place !== null) {
      found.push({ place, path: file.path, read: () => readFile(file, LIMITS.drawingBytes) });
    } else if (isArchive(file)) {
      const bytes = await readFile(file, LIMITS.archiveBytes);
      found.push(...(await gatherZip(bytes, file.path, 0)));
      done += file.file.size;
      onProgress({ phase: 'reading', done, total });
    }
  }
  return found;
}
