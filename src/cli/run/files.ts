import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a file is called until all that is saved with it is written. */
export const NEW = '.new';

/** The code of a file system's error, as people look it up: `ENOSPC`. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** Writes a file and waits until the disk has it. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  );
}

/** Makes a folder and those around it. Not `recursive`: under /proc that tries for ever. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && (await isFolder(folder))) return;
    if (code !== 'ENOENT' || (await isFolder(dirname(folder)))) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

/** Waits until the disk has a folder's names, where the system can tell. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(join(folder, '.'), 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
