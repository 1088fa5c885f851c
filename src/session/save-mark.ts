import { crc32 } from '#data';
import type { LearnerState } from '#maml';

/**
 * What tells the save of a state from all others: its iteration, and a checksum of its weights. Files that were saved
 * together carry the same mark, so that those of two saves are never taken for one.
 */
export function saveMark({ iteration, parameters }: Pick<LearnerState, 'iteration' | 'parameters'>): string {
  const sums = Uint32Array.from(parameters, ({ data }) =>
    crc32(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 0, data.byteLength),
  );
  const sum = crc32(new Uint8Array(sums.buffer), 0, sums.byteLength);
  return `${iteration}-${sum.toString(16).padStart(8, '0')}`;
}
