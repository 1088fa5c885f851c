import type { Region } from './op.ts';

/** A kernel bound to its places; null where JavaScript should serve. */
export type Bound = (() => void) | null;

/** Bytes of a row-major tensor of this shape. */
export const bytesOf = (shape: number[]) => 4 * shape.reduce((product, n) => product * n, 1);

/** Runs `kernel` for every task, with the addresses of the task's part of each tensor. */
export function eachTask(tensors: Region[], kernel: (...addresses: number[]) => void): () => void {
  const tasks = tensors[0].shape[0];
  const calls = Array.from({ length: tasks }, (_, task) =>
    tensors.map(({ address, shape }) => address + task * bytesOf(shape.slice(1))),
  );
  return () => {
    for (const addresses of calls) kernel(...addresses);
  };
}
