import { inflateSync } from 'fflate';

/**
 * Inflates raw deflate data into at most `size` bytes, whatever the data would unpack to.
 *
 * @throws Error where the data is damaged or holds more than `size` bytes.
 */
export function inflateWithin(data: Uint8Array, size: number): Uint8Array {
  // fflate does not grow a given buffer; the byte more tells full from overfull.
  const inflated = inflateSync(data, { out: new Uint8Array(size + 1) });
  if (inflated.length > size) throw new Error(`holds more than ${size} bytes`);
  return inflated;
}
