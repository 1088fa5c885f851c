const PAGE = 65_536;
/** The first bytes belong to no one, so that no block is at address zero. */
const FIRST = 1024;
/** Blocks are whole cache lines. */
const LINE = 64;

const roundUp = (bytes: number) => Math.max(LINE, Math.ceil(bytes / LINE) * LINE);

/**
 * Blocks of a WebAssembly memory. Programs that come and go ask for the same sizes again and again, so a
 * freed block is kept for the next one of its size.
 */
export class Heap {
  readonly memory = new WebAssembly.Memory({ initial: 16 });
  private end = FIRST;
  private readonly free = new Map<number, number[]>();

  /** @returns the address of a block of at least `bytes` */
  allocate(bytes: number): number {
    const size = roundUp(bytes);
    const reused = this.free.get(size)?.pop();
    if (reused !== undefined) return reused;
    const address = this.end;
    this.end += size;
    const missing = this.end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return address;
  }

  release(address: number, bytes: number): void {
    const size = roundUp(bytes);
    const blocks = this.free.get(size);
    if (blocks) blocks.push(address);
    else this.free.set(size, [address]);
  }

  /** A view of `length` floats, good until the next allocation: growing ends old views. */
  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }
}
