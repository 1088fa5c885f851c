import { DataError } from '../errors.ts';
import { refuseAbove } from './limits.ts';

/** A file that a person picked or dropped, with its path inside the dropped folder where there is one. */
export interface NamedFile {
  /** `images_background.zip`, or `images_background/Latin/character01/0708_01.png`. */
  path: string;
  file: Blob;
}

/** Names files by their path in the folder picked, or by their own name. */
export function namedFiles(files: Iterable<File>): NamedFile[] {
  return Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * A file's bytes.
 *
 * @throws DataError `bomb` where there are more than `limit`, `unreadable` where the browser cannot read it.
 */
export async function readFile({ path, file }: NamedFile, limit: number): Promise<Uint8Array> {
  refuseAbove(limit, file.size, 'bytes', path);
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new DataError('unreadable', path, { reason: String(cause) });
  }
}

/** A name for the set read from these files: the archives' names, or the folder's. */
export function nameOf(files: readonly NamedFile[]): string {
  const tops = files.map(({ path }) => path.split('/').find((part) => part !== '') ?? path);
  return [...new Set(tops)].sort().join(' + ');
}
