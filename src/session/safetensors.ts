import * as v from 'valibot';

/** A float32 tensor, row-major. */
export interface Tensor {
  shape: number[];
  data: Float32Array;
}

export interface Safetensors {
  tensors: Map<string, Tensor>;
  metadata: Record<string, string>;
}

/** Thrown where bytes are not a safetensors file, or not the one expected; the message says why. */
export class CheckpointError extends Error {
  override name = 'CheckpointError';
}

const LENGTH_BYTES = 8;
/** The format's own bound on its header. */
const MAX_HEADER = 100_000_000;

const entrySchema = v.object({
  dtype: v.string(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  data_offsets: v.tuple([v.number(), v.number()]),
});
const headerSchema = v.objectWithRest(
  { __metadata__: v.optional(v.record(v.string(), v.string())) },
  entrySchema,
);

/** Product of a shape: the number of values. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** Writes the safetensors format: header length (u64), JSON header, then little-endian float32 values. */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.length * 4] };
    offset += data.length * 4;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(LENGTH_BYTES + padded + offset);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  bytes.set(json, LENGTH_BYTES);
  bytes.fill(0x20, LENGTH_BYTES + json.length, LENGTH_BYTES + padded);
  let at = LENGTH_BYTES + padded;
  for (const { data } of tensors.values()) {
    for (const value of data) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

function readHeader(bytes: Uint8Array, view: DataView): { length: number; header: unknown } {
  const notOne = new CheckpointError('This is not a safetensors file.');
  if (bytes.length < LENGTH_BYTES) throw notOne;
  const length = Number(view.getBigUint64(0, true));
  if (length > MAX_HEADER || bytes[LENGTH_BYTES] !== 0x7b) throw notOne;
  if (LENGTH_BYTES + length > bytes.length) throw new CheckpointError('The safetensors file is cut short.');
  try {
    const text = new TextDecoder().decode(bytes.slice(LENGTH_BYTES, LENGTH_BYTES + length));
    return { length, header: JSON.parse(text) };
  } catch {
    throw notOne;
  }
}

/**
 * Reads a safetensors file whose tensors are all float32.
 *
 * @throws CheckpointError where the bytes are no such file.
 */
export function decodeSafetensors(bytes: Uint8Array): Safetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length, header: raw } = readHeader(bytes, view);
  const parsed = v.safeParse(headerSchema, raw);
  if (!parsed.success) throw new CheckpointError('The safetensors header is damaged.');
  const { __metadata__: metadata = {}, ...entries } = parsed.output;
  const start = LENGTH_BYTES + length;
  const tensors = new Map<string, Tensor>();
  for (const [
    name,
    {
      dtype,
      shape,
      data_offsets: [from, to],
    },
  ] of Object.entries(entries)) {
    if (dtype !== 'F32') throw new CheckpointError(`Tensor ${name} is ${dtype}; only F32 can be read.`);
    if (to - from !== sizeOf(shape) * 4) throw new CheckpointError(`Tensor ${name} has the wrong length.`);
    if (from < 0 || start + to > bytes.length)
      throw new CheckpointError('The safetensors file is cut short.');
    const data = new Float32Array(sizeOf(shape));
    for (let i = 0; i < data.length; i++) data[i] = view.getFloat32(start + from + i * 4, true);
    tensors.set(name, { shape, data });
  }
  return { tensors, metadata };
}
