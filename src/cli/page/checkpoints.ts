import { type Checkpoint, decodeCheckpoint, withOptimizer } from '#session';

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

/** @throws CheckpointError where a file is not what it should be */
export async function readCheckpoint({ checkpoint, optimizer }: CheckpointFiles): Promise<Checkpoint> {
  const decoded = decodeCheckpoint(await fetchBytes(checkpoint));
  return optimizer === null ? decoded : withOptimizer(decoded, await fetchBytes(optimizer));
}
