import { expect, test } from 'vitest';
import { createRandom } from '#data';
import { Heap } from '../../../src/maml/devices/processor/heap.ts';
import { PAGE, PlainMemory } from '../../../src/maml/devices/processor/memory.ts';

test('blocks that live at the same time never overlap, and keep what was written', () => {
  const heap = new Heap(new WebAssembly.Memory({ initial: 16 }));
  const random = createRandom(1);
  const live: { address: number; floats: number; mark: number }[] = [];
  for (let mark = 1; mark < 2000; mark++) {
    if (live.length > 20) {
      const [{ address, floats, mark: written }] = live.splice(random.integer(live.length), 1);
      expect(heap.floats(address, floats).every((value) => value === written)).toBe(true);
      heap.release(address, 4 * floats);
    }
    const floats = 1 + random.integer(500);
    const address = heap.allocate(4 * floats);
    expect(address % 64).toBe(0);
    expect(address).toBeGreaterThan(0);
    heap.floats(address, floats).fill(mark);
    live.push({ address, floats, mark });
  }
});

test('programs of ever larger sizes take little more than the last of them', () => {
  const heap = new Heap(new WebAssembly.Memory({ initial: 16 }));
  const MEBIBYTE = 2 ** 20;
  let last: number | null = null;
  for (let size = 1; size <= 64; size++) {
    const address = heap.allocate(size * MEBIBYTE);
    if (last !== null) heap.release(last, (size - 1) * MEBIBYTE);
    last = address;
  }
  expect(heap.memory.buffer.byteLength).toBeLessThan(3 * 64 * MEBIBYTE);
});

test('without WebAssembly a heap grows as well, and what was written stays', () => {
  const heap = new Heap(new PlainMemory());
  const size = 20 * PAGE;
  const addresses = Array.from({ length: 5 }, (_, mark) => {
    const address = heap.allocate(size);
    heap.floats(address, size / 4).fill(mark);
    return address;
  });
  addresses.forEach((address, mark) => {
    expect(heap.floats(address, size / 4).every((value) => value === mark)).toBe(true);
  });
});
