import type { BackendReport } from '../learner.ts';
import type { BackendChoice } from '../settings.ts';
import type { Device } from './device.ts';
import { Heap } from './processor/heap.ts';
import { PlainMemory } from './processor/memory.ts';
import { ProcessorDevice } from './processor/processor-device.ts';
import { openMachine } from './processor/webassembly.ts';
import { openWebgl } from './webgl/open-webgl.ts';

type WebglState = Pick<BackendReport, 'renderer' | 'software' | 'reason'>;

/** The processor: WebAssembly with SIMD where the browser has it, else JavaScript. */
async function openProcessor(requested: BackendChoice, state: WebglState): Promise<Device> {
  const opened = requested === 'cpu' ? null : await openMachine();
  if (opened !== null) {
    const { heap, machine, kernels } = opened;
    return new ProcessorDevice({ ...state, requested, backend: 'wasm', kernels }, heap, machine);
  }
  const reason = requested === 'cpu' ? state.reason : 'no-simd';
  const heap = new Heap(new PlainMemory());
  const report = { ...state, requested, reason, backend: 'cpu', kernels: 'javascript' } as const;
  return new ProcessorDevice(report, heap, null);
}

/**
 * Opens the device to train on. `auto` takes webgl on a graphics card; a processor that only imitates one is
 * faster with its own kernels. A device asked for by name is used where the browser has it, else the next
 * best one, and the report says why.
 */
export async function openDevice(requested: BackendChoice): Promise<Device> {
  if (requested === 'cpu' || requested === 'wasm') return openProcessor(requested, { software: false });
  const webgl = openWebgl(requested);
  if ('reason' in webgl) return openProcessor(requested, { software: false, reason: webgl.reason });
  if (requested === 'webgl' || !webgl.report.software) return webgl;
  const { renderer } = webgl.report;
  webgl.dispose();
  return openProcessor(requested, { renderer, software: true, reason: 'software-webgl' });
}
