import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  getKernel,
  getKernelsForBackend,
  type KernelFunc,
  registerBackend,
  registerKernel,
  util,
} from '@tensorflow/tfjs-core';
import { WasmBackend } from './backend.ts';

/** Sums of gradients are the one stock op that takes time: equal shapes are added in WebAssembly. */
function addKernel(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { a, b } = call.inputs as Record<'a' | 'b', TensorInfo>;
    if (a.shape.join() !== b.shape.join() || a.dtype !== 'float32' || b.dtype !== 'float32')
      return stock(call);
    const wasm = call.backend as WasmBackend;
    const result = wasm.create(a.shape);
    const at = wasm.addresses({ a, b, result });
    wasm.kernels.addScaled(at.a, at.b, at.result, util.sizeFromShape(a.shape), 1);
    return result;
  };
}

/**
 * Makes the backend `wasm` known. Every stock kernel of the processor backend serves it too, as its
 * tensors are typed arrays like any other.
 */
export function registerWasm(): void {
  registerBackend('wasm', () => WasmBackend.create(), 0);
  for (const { kernelName, kernelFunc } of getKernelsForBackend('cpu')) {
    // The project's ops have registered their own by now.
    if (getKernel(kernelName, 'wasm')) continue;
    const own = kernelName === 'Add' ? addKernel(kernelFunc) : kernelFunc;
    registerKernel({ kernelName, backendName: 'wasm', kernelFunc: own });
  }
}
