import { DataError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { type NamedFile, readFile } from './files.ts';
import { LIMITS, refuseAbove } from './limits.ts';
import { isArchivePath, type Place, placeOf } from './paths.ts';
import { openZip, type ZipEntry } from './zip.ts';

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

/** Whether a file of this path is read, rather than passed over. */
export function isReadPath(path: string): boolean {
  return placeOf(path) !== null || isArchivePath(path);
}

/** Unpacks an archive that lies in another. */
async function readInner(entry: ZipEntry, path: string): Promise<Uint8Array> {
  try {
    return await entry.readUnproved();
  } catch {
    throw new DataError('truncated', path);
  }
}

/** Collects drawings, and sees to it that what it opens stays within the limits. */
class Gatherer {
  readonly found: FoundDrawing[] = [];
  private archiveBytes = 0;

  async addArchive(file: NamedFile): Promise<void> {
    this.admitArchive(file.file.size, file.path);
    await this.addZip(await readFile(file, LIMITS.archiveBytes), file.path, 0);
  }

  addDrawing(drawing: FoundDrawing): void {
    this.found.push(drawing);
    refuseAbove(LIMITS.entries, this.found.length, 'entries', drawing.path);
  }

  private admitArchive(size: number, path: string): void {
    this.archiveBytes += size;
    refuseAbove(LIMITS.archiveBytes, this.archiveBytes, 'bytes', path);
  }

  /** Adds the drawings of an archive and of the archives in it. */
  private async addZip(bytes: Uint8Array, name: string, depth: number): Promise<void> {
    let unpacked = 0;
    const most = Math.min(LIMITS.unpackedBytes, Math.max(LIMITS.ratioFrom, LIMITS.ratio * bytes.length));
    for (const entry of await openZip(bytes, name)) {
      const place = placeOf(entry.path, name);
      const isInner = place === null && isArchivePath(entry.path) && depth < LIMITS.depth;
      if (place === null && !isInner) continue;

      const path = `${name}/${entry.path}`;
      unpacked += entry.size;
      refuseAbove(most, unpacked, 'bytes', name);
      if (place !== null) {
        refuseAbove(LIMITS.drawingBytes, entry.size, 'bytes', path);
        this.addDrawing({ place, path, read: entry.read });
      } else {
        this.admitArchive(entry.size, path);
        await this.addZip(await readInner(entry, path), path, depth + 1);
      }
    }
  }
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
  const total = files.filter(isArchive).reduce((sum, { file }) => sum + file.size, 0);
  let done = 0;
  onProgress({ phase: 'reading', done, total });

  const gatherer = new Gatherer();
  for (const file of files) {
    const place = placeOf(file.path);
    if (place !== null) {
      gatherer.addDrawing({ place, path: file.path, read: () => readFile(file, LIMITS.drawingBytes) });
    } else if (isArchive(file)) {
      await gatherer.addArchive(file);
      done += file.file.size;
      onProgress({ phase: 'reading', done, total });
    }
  }
  return gatherer.found;
}
