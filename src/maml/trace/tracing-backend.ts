import {
  type DataId,
  engine,
  KernelBackend,
  type KernelFunc,
  registerBackend,
  registerKernel,
  type Tensor,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import type { Attributes, Block, Op, OpAttributes, Shapes, ViewOp } from '../ops/op.ts';

/** Room for one op's output; told apart by identity. */
export interface Storage {
  /** Number of float32 values. */
  size: number;
}

/** A tensor in a trace: consecutive values of a storage, `offset` values (a multiple of 4) from its start. */
export interface View {
  storage: Storage;
  offset: number;
  shape: number[];
}

/** An op's kernel to be called. */
export interface Call {
  op: Op;
  tensors: Record<string, View>;
  outputs: View[];
  attributes: Attributes;
}

export interface Constant {
  storage: Storage;
  values: Float32Array;
}

const NAME = 'trace';

const sizeOf = util.sizeFromShape;

/** What is written down while a function is traced. */
export class Recording {
  readonly calls: Call[] = [];
  readonly constants: Constant[] = [];
  private readonly values = new Map<Storage, Float32Array>();
  private readonly views = new WeakMap<DataId, View>();

  viewOf({ dataId, shape }: TensorInfo): View {
    const view = this.views.get(dataId);
    if (view === undefined) throw new Error('A tensor from outside the trace was used in it.');
    return { ...view, shape };
  }

  /** A tensor of this view. */
  tensorOf(view: View): TensorInfo {
    const dataId = {};
    this.views.set(dataId, view);
    return { dataId, shape: view.shape, dtype: 'float32' };
  }

  input(storage: Storage, shape: number[]): TensorInfo {
    return this.tensorOf({ storage, offset: 0, shape });
  }

  constant(values: Float32Array, shape: number[]): View {
    const storage = { size: values.length };
    this.constants.push({ storage, values });
    this.values.set(storage, values);
    return { storage, offset: 0, shape };
  }

  /** Writes a call down; one whose tensors are all constants is computed at once instead. */
  call(op: Op, tensors: Record<string, View>, attributes: Attributes): View[] {
    const shapes = op.shapes(shapesOf(tensors), attributes);
    const known = this.blocks(tensors);
    if (known !== null) {
      const outputs = shapes.map((shape) => ({ shape, values: new Float32Array(sizeOf(shape)) }));
      op.cpu(known, outputs, attributes);
      return outputs.map(({ values, shape }) => this.constant(values, shape));
    }
    const outputs = shapes.map((shape) => ({ storage: { size: sizeOf(shape) }, offset: 0, shape }));
    this.calls.push({ op, tensors, outputs, attributes });
    return outputs;
  }

  private blocks(tensors: Record<string, View>): Record<string, Block> | null {
    const blocks: Record<string, Block> = {};
    for (const [name, { storage, offset, shape }] of Object.entries(tensors)) {
      const values = this.values.get(storage);
      if (values === undefined) return null;
      blocks[name] = { shape, values: values.subarray(offset, offset + sizeOf(shape)) };
    }
    return blocks;
  }
}

function shapesOf(tensors: Record<string, View>): Shapes {
  return Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape]));
}

/** A TensorFlow.js backend that computes nothing: it writes down what is asked of it. */
class TracingBackend extends KernelBackend {
  private current: Recording | null = null;

  get recording(): Recording {
    if (this.current === null) throw new Error('An op was run outside a trace.');
    return this.current;
  }

  record(recording: Recording, run: () => void): void {
    this.current = recording;
    try {
      run();
    } finally {
      this.current = null;
    }
  }

  override write(values: Float32Array, shape: number[]): DataId {
    const { recording } = this;
    return recording.tensorOf(recording.constant(Float32Array.from(values), shape)).dataId;
  }

  override disposeData(): boolean {
    return true;
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override memory() {
    return { unreliable: true };
  }

  override numDataIds(): number {
    return 0;
  }

  override dispose(): void {}
}

registerBackend(NAME, () => new TracingBackend(), 0);

/** Runs `run` with TensorFlow.js, on tensors of the recording, and writes down its calls. */
export function record(recording: Recording, run: () => void): void {
  // Answers at once: the backend needs nothing to wait for.
  void engine().setBackend(NAME);
  (engine().backend as TracingBackend).record(recording, run);
}

/** A recording's input as a tensor that gradients can be taken by. */
export function asTensor({ dataId, shape }: TensorInfo): Tensor {
  return engine().makeTensorFromDataId(dataId, shape, 'float32');
}

/** Makes an op known to TensorFlow.js: its kernel writes down the call, or only where its views lie. */
export function registerTraced(op: Op | ViewOp): void {
  const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) => {
    const { recording } = backend as TracingBackend;
    const { attributes, constants } = attrs as unknown as OpAttributes;
    const tensors: Record<string, View> = {};
    for (const [name, tensor] of Object.entries({ ...inputs, ...constants })) {
      tensors[name] = recording.viewOf(tensor as TensorInfo);
    }
    if (!('views' in op)) return recording.call(op, tensors, attributes).map((v) => recording.tensorOf(v));
    const [{ storage, offset }] = Object.values(tensors);
    return op
      .views(shapesOf(tensors), attributes)
      .map((view) => recording.tensorOf({ storage, offset: offset + view.offset, shape: view.shape }));
  };
  registerKernel({ kernelName: op.name, backendName: NAME, kernelFunc });
}

/** Serves a stock op by one of the project's shape: tensors by their stock names, no attributes, one output. */
export function registerStock(op: Op): void {
  const kernelFunc: KernelFunc = ({ inputs, backend }) => {
    const { recording } = backend as TracingBackend;
    const tensors = Object.fromEntries(
      Object.entries(inputs).map(([name, tensor]) => [name, recording.viewOf(tensor as TensorInfo)]),
    );
    const [view] = recording.call(op, tensors, {});
    return recording.tensorOf(view);
  };
  registerKernel({ kernelName: op.name, backendName: NAME, kernelFunc });
}

/** The stock ops that change no value: another name for the same view. */
for (const kernelName of ['Identity', 'Cast', 'Reshape']) {
  const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) => {
    const { recording } = backend as TracingBackend;
    const x = inputs.x as TensorInfo;
    const asked = (attrs as { shape?: number[] } | undefined)?.shape ?? x.shape;
    const shape = util.inferFromImplicitShape(asked, sizeOf(x.shape));
    return recording.tensorOf({ ...recording.viewOf(x), shape });
  };
  registerKernel({ kernelName, backendName: NAME, kernelFunc });
}

registerKernel({
  kernelName: 'ZerosLike',
  backendName: NAME,
  kernelFunc: ({ inputs, backend }) => {
    const { recording } = backend as TracingBackend;
    const { shape } = inputs.x as TensorInfo;
    return recording.tensorOf(recording.constant(new Float32Array(sizeOf(shape)), shape));
  },
});
