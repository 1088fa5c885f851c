import { INVENTED_SEED } from '#session';
import { createDataClient, type LoadedSet } from '#workers';

/** An archive that the Node side serves. */
export interface Archive {
  name: string;
  address: string;
}

async function fetchFile({ name, address }: Archive) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${name} could not be read (${response.status}).`);
  return { path: name, file: await response.blob() };
}

/**
 * Reads archives, or draws the invented alphabets where there are none, in the page's data worker.
 *
 * @throws DataError where the archives cannot be read
 */
export async function openData(archives: readonly Archive[], signal: AbortSignal): Promise<LoadedSet> {
  const client = createDataClient();
  try {
    if (archives.length === 0) return await client.loadInvented(INVENTED_SEED, () => {}, signal);
    const files = await Promise.all(archives.map(fetchFile));
    return await client.loadArchive(files, () => {}, signal);
  } finally {
    client.dispose();
  }
}
