import { inflateSync } from 'fflate';

/**
 * Inflates raw deflate data into at most `size` bytes, whatever the data would unpack to.
 *
 * @param buffer at least `size + 1` bytes to inflate into; the result is a view of it.
 * @throws Error where the data is damaged or holds more than `size` bytes.
 */
export function inflateWithin(
  data: Uint8Array,
  size: number,
  buffer: Uint8Array = new Uint8Array(size + 1),
): Uint8Array {
  // fflate does not grow a given buffer; the byte more tells full from overfull.
  const inflated = inflateSync(data, { out: buffer.subarray(0, size + 1) });
  if (inflated.length > size) throw new Error(`holds more than ${size} bytes`);
  return inflated;
}
