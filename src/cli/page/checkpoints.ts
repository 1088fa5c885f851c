import { type Checkpoint, decodeCheckpoint, type OptionRecord, withOptimizer } from '#session';

/** Addresses of a checkpoint and, where there is one, of Adam's moments beside it. */
export interface CheckpointFiles {
  checkpoint: string;
  optimizer: string | null;
}

async function fetchBytes(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} could not be read (${response.status}).`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * @param given settings of weights whose file does not name them
 * @throws CheckpointError where a file is not what it should be
 */
export async function readCheckpoint(
  { checkpoint, optimizer }: CheckpointFiles,
  given?: OptionRecord,
): Promise<Checkpoint> {
  const decoded = decodeCheckpoint(await fetchBytes(checkpoint), given);
  return optimizer === null ? decoded : withOptimizer(decoded, await fetchBytes(optimizer));
}
