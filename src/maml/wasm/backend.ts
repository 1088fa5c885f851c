import { relaxedSimd, simd } from 'virtual:assembly-kernels';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { type DataId, type Tensor, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { Heap } from './heap.ts';
import type { KernelExports } from './kernel-exports.ts';

/** A tensor's entry in the data storage: `values` is made anew at each look, as growing ends old views. */
interface HeapData {
  dtype: 'float32';
  refCount: number;
  address: number;
  bytes: number;
  readonly values: Float32Array;
}

/** Whether processor and browser have WebAssembly with SIMD. */
export const hasWasm = () => typeof WebAssembly === 'object' && WebAssembly.validate(simd);

/**
 * TensorFlow.js' processor backend with its floats in WebAssembly's memory: the project's own kernels run
 * there, every other op stays JavaScript on views of the same memory.
 */
export class WasmBackend extends MathBackendCPU {
  readonly heap = new Heap();
  readonly kernels: KernelExports;

  private constructor(module: WebAssembly.Module) {
    super();
    const imports = { env: { memory: this.heap.memory } };
    this.kernels = new WebAssembly.Instance(module, imports).exports as KernelExports;
  }

  static async create(): Promise<WasmBackend> {
    return new WasmBackend(await WebAssembly.compile(WebAssembly.validate(relaxedSimd) ? relaxedSimd : simd));
  }

  /** A new tensor whose values are not yet written. */
  create(shape: number[]): TensorInfo {
    const dataId = {};
    const length = util.sizeFromShape(shape);
    this.data.set(dataId, this.claim(length, 1));
    return { dataId, shape, dtype: 'float32' };
  }

  zeros(shape: number[]): TensorInfo {
    const tensor = this.create(shape);
    this.heap.floats(this.address(tensor), util.sizeFromShape(shape)).fill(0);
    return tensor;
  }

  /** The address of a tensor's values, which are copied in where JavaScript made them. */
  address({ dataId, shape }: TensorInfo): number {
    const data = this.data.get(dataId);
    if ('address' in data) return (data as unknown as HeapData).address;
    const moved = this.claim(util.sizeFromShape(shape), data.refCount);
    moved.values.set(data.values as Float32Array);
    this.data.set(dataId, moved);
    return moved.address;
  }

  private claim(length: number, refCount: number): HeapData & { values: Float32Array } {
    const { heap } = this;
    const bytes = length * 4;
    const address = heap.allocate(bytes);
    return {
      dtype: 'float32',
      refCount,
      address,
      bytes,
      get values() {
        return heap.floats(address, length);
      },
    };
  }

  /** A copy: the block may be someone else's by the time the reader looks. */
  override readSync(dataId: DataId): Float32Array {
    return (super.readSync(dataId) as Float32Array).slice();
  }

  override disposeData(dataId: DataId, force = false): boolean {
    const data = this.data.has(dataId) ? (this.data.get(dataId) as unknown as HeapData) : null;
    const gone = super.disposeData(dataId, force);
    if (data?.address !== undefined && !this.data.has(dataId)) this.heap.release(data.address, data.bytes);
    return gone;
  }

  /** Addresses of tensors by name, for a kernel's arguments. */
  addresses<Name extends string>(tensors: Record<Name, TensorInfo | Tensor>): Record<Name, number> {
    const entries = Object.entries(tensors) as [Name, TensorInfo][];
    return Object.fromEntries(entries.map(([name, tensor]) => [name, this.address(tensor)])) as Record<
      Name,
      number
    >;
  }
}
