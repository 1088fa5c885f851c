import * as v from 'valibot';
import { bitsOf, floatTypes } from './float-types.ts';

/** A float32 tensor, row-major. */
export interface Tensor {
  shape: number[];
  data: Float32Array;
}

export interface Safetensors {
  tensors: Map<string, Tensor>;
  metadata: Record<string, string>;
}

/** A file that was read; tensors of other types than floating point are named, not read. */
export interface ReadSafetensors extends Safetensors {
  /** Type by name: `I64`, `BOOL`, ... */
  others: Map<string, string>;
}

/** Thrown where bytes are not a safetensors file, or not the one expected; the message says why. */
export class CheckpointError extends Error {
  override name = 'CheckpointError';
}

/** Thrown where Adam's moments belong to another save than the weights. */
export class OtherSaveError extends CheckpointError {}

const LENGTH_BYTES = 8;
/** The format's own bound on its header. */
const MAX_HEADER = 100_000_000;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.object({
  dtype: v.picklist(Object.keys(bitsOf)),
  shape: v.array(count),
  data_offsets: v.tuple([count, count]),
});
type Entry = v.InferOutput<typeof entrySchema>;
const headerSchema = v.objectWithRest(
  { __metadata__: v.nullish(v.record(v.string(), v.string())) },
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
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length),
    );
    return { length, header: JSON.parse(text) };
  } catch {
    throw notOne;
  }
}

/**
 * Holds that the tensors cover the bytes after the header, each of them once and in the length of its shape:
 * what the format's own library refuses is refused.
 *
 * @param length bytes after the header
 */
function checkCover(entries: [string, Entry][], length: number): void {
  const inOrder = [...entries].sort(
    ([, { data_offsets: a }], [, { data_offsets: b }]) => a[0] - b[0] || a[1] - b[1],
  );
  let covered = 0;
  for (const [name, { dtype, shape, data_offsets }] of inOrder) {
    const [from, to] = data_offsets;
    if (from < covered) throw new CheckpointError(`Tensor ${name} overlaps another.`);
    if (from > covered)
      throw new CheckpointError(`Before tensor ${name} there are bytes that belong to none.`);
    if (to - from !== (sizeOf(shape) * bitsOf[dtype]) / 8)
      throw new CheckpointError(`Tensor ${name} has the wrong length.`);
    covered = to;
  }
  if (covered > length) throw new CheckpointError('The safetensors file is cut short.');
  if (covered < length)
    throw new CheckpointError('After the last tensor there are bytes that belong to none.');
}

/**
 * Reads a safetensors file. Tensors of 16-bit and 64-bit floating point are converted to float32.
 *
 * @throws CheckpointError where the bytes are no such file
 */
export function decodeSafetensors(bytes: Uint8Array): ReadSafetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length, header: raw } = readHeader(bytes, view);
  const parsed = v.safeParse(headerSchema, raw);
  if (!parsed.success) throw new CheckpointError('The safetensors header is damaged.');
  const { __metadata__: metadata, ...entries } = parsed.output;
  const start = LENGTH_BYTES + length;
  checkCover(Object.entries(entries), bytes.length - start);
  const tensors = new Map<string, Tensor>();
  const others = new Map<string, string>();
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(entries)) {
    const type = floatTypes[dtype];
    if (type === undefined) {
      others.set(name, dtype);
      continue;
    }
    const from = start + data_offsets[0];
    const data = Float32Array.from({ length: sizeOf(shape) }, (_, i) =>
      type.read(view, from + i * type.bytes),
    );
    tensors.set(name, { shape, data });
  }
  return { tensors, others, metadata: metadata ?? {} };
}
