import { CheckpointError, type Tensor } from './safetensors.ts';

/**
 * Refuses weights that no network can compute with. Figures would not always tell: the ReLU of some graphics
 * cards makes 0 of NaN.
 *
 * @param unused names of tensors that nobody computes with
 * @throws CheckpointError naming the first tensor that holds a value which is no finite number
 */
export function assertFinite(tensors: ReadonlyMap<string, Tensor>, unused: readonly string[] = []): void {
  for (const [name, { data }] of tensors) {
    if (unused.includes(name)) continue;
    const flaw = data.find((value) => !Number.isFinite(value));
    if (flaw === undefined) continue;
    const what = Number.isNaN(flaw) ? 'NaN' : 'an infinite value';
    throw new CheckpointError(`Tensor ${name} holds ${what}: no network can compute with it.`);
  }
}
