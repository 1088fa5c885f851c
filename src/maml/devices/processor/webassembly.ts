import { relaxedSimd, simd } from 'virtual:assembly-kernels';
import type { Machine } from '../../ops/op.ts';
import type { Heap } from './heap.ts';

/** Whether processor and browser have WebAssembly with SIMD. */
export const hasWasm = () => typeof WebAssembly === 'object' && WebAssembly.validate(simd);

/** The project's WebAssembly kernels on a heap, with one instruction for multiply and add where there is one. */
export async function instantiateKernels(heap: Heap): Promise<Machine> {
  const binary = WebAssembly.validate(relaxedSimd) ? relaxedSimd : simd;
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory: heap.memory } });
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
