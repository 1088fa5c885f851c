import { relaxedSimd, simd } from 'virtual:assembly-kernels';
import type { Machine } from '../../ops/op.ts';
import { Heap } from './heap.ts';
import { FIRST_PAGES } from './memory.ts';

const BINARIES = { simd, 'relaxed-simd': relaxedSimd };
type Variant = keyof typeof BINARIES;

/**
 * A heap and the project's WebAssembly kernels on it; null where processor or browser has no WebAssembly with SIMD,
 * or where the page may not use it.
 */
export async function openMachine(): Promise<{ heap: Heap; machine: Machine; kernels: Variant } | null> {
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(simd)) return null;
  try {
    const memory = new WebAssembly.Memory({ initial: FIRST_PAGES });
    const heap = new Heap(memory);
    const kernels = WebAssembly.validate(relaxedSimd) ? 'relaxed-simd' : 'simd';
    return { heap, machine: await instantiateKernels(heap, memory, kernels), kernels };
  } catch {
    // A content security policy without `wasm-unsafe-eval` shows only here.
    return null;
  }
}

/** The kernels, with one instruction for multiply and add where there is one. */
async function instantiateKernels(
  heap: Heap,
  memory: WebAssembly.Memory,
  variant: Variant,
): Promise<Machine> {
  const { instance } = await WebAssembly.instantiate(BINARIES[variant], { env: { memory } });
  const tables = new Map<string, number>();
  const scratch = { address: 0, bytes: 0 };
  return {
    kernels: instance.exports as Machine['kernels'],
    table(values) {
      const key = values.join();
      const address = tables.get(key) ?? heap.allocate(values.byteLength);
      tables.set(key, address);
      new Int32Array(heap.memory.buffer, address, values.length).set(values);
      return address;
    },
    scratch(bytes) {
      // Programs made earlier keep their smaller room: it is never given back.
      if (bytes > scratch.bytes) Object.assign(scratch, { address: heap.allocate(bytes), bytes });
      return scratch.address;
    },
  };
}
