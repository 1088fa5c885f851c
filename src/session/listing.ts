/** Where an archive lists its contents, when they are few. */
const TAIL = 2 ** 16;
/** What each entry of that list begins with, and how long it is up to its name. */
const ENTRY = 'PK\u0001\u0002';
const BEFORE_NAME = 42;

/** Whether a zip lists a file whose path begins so; cheap for archives of any size, false for any other file. */
export async function lists(file: Blob, path: RegExp): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (head[0] !== 0x50 || head[1] !== 0x4b) return false;
  const tail = await file.slice(Math.max(0, file.size - TAIL)).arrayBuffer();
  const [, ...entries] = new TextDecoder('latin1').decode(tail).split(ENTRY);
  return entries.some((entry) => path.test(entry.slice(BEFORE_NAME)));
}

/** A run, a checkpoint and two archives. A folder has more files: looking into each would take long. */
export const MOST_FILES = 4;

/** The first file that is such a one, where there are few. */
export async function findFile(
  files: readonly File[],
  is: (file: File) => Promise<boolean>,
): Promise<File | undefined> {
  if (files.length > MOST_FILES) return undefined;
  // A file that cannot be read is none; whoever opens it says why.
  const found = await Promise.all(files.map((file) => is(file).catch(() => false)));
  return files.find((_, i) => found[i]);
}
