import { Arena } from './arena.ts';
import { type GrowingMemory, PAGE } from './memory.ts';

/** The first bytes belong to no one, so that no block is at address zero. */
const FIRST = 1024;
/** Blocks are whole cache lines. */
const LINE = 64;

const roundUp = (bytes: number) => Math.max(LINE, Math.ceil(bytes / LINE) * LINE);

/**
 * Blocks of a memory that can grow but never shrinks: a freed block is used again, whole or in parts, so that
 * programs of many sizes take no more than those that live at the same time.
 */
export class Heap {
  readonly memory: GrowingMemory;
  private readonly blocks = new Arena(FIRST);

  constructor(memory: GrowingMemory) {
    this.memory = memory;
  }

  /** @returns the address of a block of at least `bytes` */
  allocate(bytes: number): number {
    const address = this.blocks.take(roundUp(bytes));
    const missing = this.blocks.size - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return address;
  }

  release(address: number, bytes: number): void {
    this.blocks.give(address, roundUp(bytes));
  }

  /** A view of `length` floats, good until the next allocation: growing ends old views. */
  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }
}
