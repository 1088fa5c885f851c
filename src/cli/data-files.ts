import { access, constants, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { DataError, isReadPath } from '#data';
import type { ServedFiles } from './page/data.ts';
import { UsageError } from './program.ts';

/** A file of a data set: an archive, or one of a folder's files. */
export interface DataFile {
  /** As the page would be told of it: its name, or its path from the folder's name on. */
  path: string;
  /** On the disk. */
  location: string;
  size: number;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The paths that one `--data` names: itself where there is such a file or folder, else those between its commas. */
async function pathsIn(value: string): Promise<string[]> {
  if (await exists(value)) return [value];
  return value.split(',').map((path) => path.trim());
}

async function fileAt(location: string, path: string): Promise<DataFile> {
  await access(location, constants.R_OK);
  return { path, location, size: (await stat(location)).size };
}

/** What a folder holds that the data room reads, at any depth. */
async function filesOfFolder(folder: string): Promise<DataFile[]> {
  const root = resolve(folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((location) => ({
      location,
      path: [basename(root), ...relative(root, location).split(sep)].join('/'),
    }))
    .filter(({ path }) => isReadPath(path));
  if (found.length === 0) throw new DataError('no-drawings', folder);
  return Promise.all(found.map(({ location, path }) => fileAt(location, path)));
}

async function filesAt(path: string): Promise<DataFile[]> {
  try {
    if ((await stat(path)).isDirectory()) return await filesOfFolder(path);
    return [await fileAt(path, basename(path))];
  } catch (error) {
    if (error instanceof DataError) throw new UsageError(error.message);
    throw new UsageError(`--data ${path}: cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/**
 * The files that `--data`, given once or more, names; none for the invented alphabets.
 *
 * @throws UsageError where the option is missing or a file cannot be read
 */
export async function dataFilesFrom(given: readonly string[] = []): Promise<DataFile[]> {
  if (given.length === 0 || given.includes('')) {
    throw new UsageError('--data is missing: a zip or a folder, several with commas between, or invented.');
  }
  if (given.length === 1 && given[0] === 'invented') return [];
  const paths = (await Promise.all(given.map(pathsIn))).flat();
  if (paths.includes('invented') && !(await exists('invented'))) {
    throw new UsageError('--data invented: stands alone, not beside archives.');
  }
  const files = (await Promise.all(paths.map(filesAt))).flat();
  // What is named twice is read once.
  return [...new Map(files.map((file) => [resolve(file.location), file])).values()];
}

/** How the page is told of files that are served one after the other at an address. */
export function servedAs(address: string, files: readonly DataFile[]): ServedFiles {
  return { address, files: files.map(({ path, size }) => ({ path, size })) };
}
