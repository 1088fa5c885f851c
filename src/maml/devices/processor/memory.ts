/** What a memory grows by, in bytes: a page of WebAssembly's. */
export const PAGE = 65_536;

/** Pages that a memory begins with. */
export const FIRST_PAGES = 16;

/** A stretch of bytes that can grow, which makes a new buffer of it: a WebAssembly memory, or one without WebAssembly. */
export interface GrowingMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): unknown;
}

/** A memory for where there is no WebAssembly. */
export class PlainMemory implements GrowingMemory {
  buffer = new ArrayBuffer(FIRST_PAGES * PAGE);

  /** Grows by half at least: all that is in it is copied each time. */
  grow(pages: number): void {
    const { buffer } = this;
    const held = buffer.byteLength / PAGE;
    const grown = new Uint8Array(PAGE * (held + Math.max(pages, Math.ceil(held / 2))));
    grown.set(new Uint8Array(buffer));
    this.buffer = grown.buffer;
  }
}
