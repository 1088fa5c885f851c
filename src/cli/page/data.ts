import { INVENTED_SEED } from '#session';
import { createDataClient, type LoadedSet } from '#workers';

/** Files that the Node side serves, one after the other at one address; none: the invented alphabets. */
export interface ServedFiles {
  address: string;
  files: { path: string; size: number }[];
}

/** Nothing served: the invented alphabets. */
export const INVENTED_DATA: ServedFiles = { address: '', files: [] };

async function fetchFiles({ address, files }: ServedFiles) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The data could not be read (${response.status}).`);
  const all = await response.blob();
  let end = 0;
  return files.map(({ path, size }) => {
    end += size;
    return { path, file: all.slice(end - size, end) };
  });
}

/**
 * Reads files, or draws the invented alphabets where there are none, in the page's data worker.
 *
 * @throws DataError where they cannot be read
 */
export async function openData(served: ServedFiles, signal: AbortSignal): Promise<LoadedSet> {
  const client = createDataClient();
  try {
    if (served.files.length === 0) return await client.loadInvented(INVENTED_SEED, () => {}, signal);
    return await client.loadArchive(await fetchFiles(served), () => {}, signal);
  } finally {
    client.dispose();
  }
}
