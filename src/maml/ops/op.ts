import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  engine,
  type GradFunc,
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type NamedTensorMap,
  registerGradient,
  registerKernel,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm/backend.ts';

/** Numbers, flags and shapes that define an op beside its tensors. */
export type Attributes = Record<string, number | number[]>;

/** A tensor as a processor kernel sees it: row-major values and their shape. */
export interface Block {
  shape: number[];
  values: Float32Array | Int32Array;
}

/** One draw call: every value of a tensor of this shape is computed by `main` in `code`. */
export interface Program {
  shape: number[];
  /** Tensors that the code reads, under the names it reads them by. */
  reads: Record<string, TensorInfo>;
  code: string;
  /** Numbers that may change from call to call without a new shader. */
  uniforms?: Record<string, number>;
  /** Whether what is read, and what is written, holds four values a texel. */
  packed?: { reads: boolean; writes: boolean };
}

/** Draws a program and returns its result. */
export type Draw = (program: Program) => TensorInfo;

export interface Kernels {
  /** Computes the op's outputs from its inputs and constants on the processor. */
  cpu(tensors: Record<string, Block>, attributes: Attributes): Block[];
  /** The same in WebAssembly; null where these shapes are left to the cpu kernel, which runs there too. */
  wasm?(
    tensors: Record<string, TensorInfo>,
    attributes: Attributes,
    backend: WasmBackend,
  ): TensorInfo[] | null;
  /** The same in draw calls; intermediate results are freed by the caller. */
  webgl(tensors: Record<string, TensorInfo>, attributes: Attributes, draw: Draw): TensorInfo[];
}

export interface Op extends Kernels {
  name: string;
  /** What the gradient reads, in the order of its second argument: inputs, outputs, constants. */
  saves?: { inputs?: string[]; outputs?: boolean[]; constants?: string[] };
  /** Absent where no further derivative is ever needed. */
  gradient?: (dy: Tensor[], saved: Tensor[], attributes: Attributes) => Record<string, () => Tensor>;
}

/** What `runOp` hands to kernels and gradients: the op's own attributes and its constant tensors. */
interface OpAttributes {
  attributes: Attributes;
  constants: Record<string, Tensor>;
}

// Constants ride along as attributes: an input would have to have a gradient, and they have none.
const pack = (packed: OpAttributes) => packed as unknown as NamedAttrMap;
const unpack = (attrs: NamedAttrMap | undefined) => attrs as unknown as OpAttributes;

/** An op's tensors by name, whatever they are to the op. */
const named = (inputs: NamedTensorInfoMap, constants: Record<string, Tensor>) =>
  ({ ...inputs, ...constants }) as Record<string, TensorInfo>;

/**
 * Runs a registered op on the current backend.
 *
 * @param inputs tensors it may be differentiated by
 * @param constants tensors it reads but is never differentiated by (saved outputs, labels)
 */
export function runOp(
  name: string,
  inputs: Record<string, Tensor>,
  attributes: Attributes = {},
  constants: Record<string, Tensor> = {},
): Tensor[] {
  const result: unknown = engine().runKernel(name, inputs as NamedTensorMap, pack({ attributes, constants }));
  return (Array.isArray(result) ? result : [result]) as Tensor[];
}

/** Registers an op's kernels with every backend, and its gradient. */
export function defineOp(op: Op): void {
  const runCpu: KernelFunc = ({ inputs, attrs, backend }) => {
    const cpu = backend as MathBackendCPU;
    const { attributes, constants } = unpack(attrs);
    const blocks: Record<string, Block> = {};
    for (const [name, tensor] of Object.entries(named(inputs, constants))) {
      blocks[name] = { shape: tensor.shape, values: cpu.data.get(tensor.dataId).values as Float32Array };
    }
    const outputs = op.cpu(blocks, attributes);
    return outputs.map(({ shape, values }) => cpu.makeTensorInfo(shape, 'float32', values));
  };
  registerKernel({ kernelName: op.name, backendName: 'cpu', kernelFunc: runCpu });

  const runWasm: KernelFunc = (call) => {
    const { attributes, constants } = unpack(call.attrs);
    const wasm = call.backend as WasmBackend;
    return op.wasm?.(named(call.inputs, constants), attributes, wasm) ?? runCpu(call);
  };
  registerKernel({ kernelName: op.name, backendName: 'wasm', kernelFunc: runWasm });

  registerKernel({
    kernelName: op.name,
    backendName: 'webgl',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const webgl = backend as MathBackendWebGL;
      const { attributes, constants } = unpack(attrs);
      const drawn: TensorInfo[] = [];
      const draw: Draw = (program) => {
        const result = webgl.runWebGLProgram(
          {
            variableNames: Object.keys(program.reads),
            outputShape: program.shape,
            packedInputs: program.packed?.reads ?? false,
            packedOutput: program.packed?.writes ?? false,
            userCode: READ + program.code,
            customUniforms: Object.keys(program.uniforms ?? {}).map((name) => ({
              name,
              type: 'float' as const,
            })),
          },
          Object.values(program.reads),
          'float32',
          Object.values(program.uniforms ?? {}).map((value) => [value]),
        );
        drawn.push(result);
        return result;
      };
      const outputs = op.webgl(named(inputs, constants), attributes, draw);
      const kept = new Set(outputs.map((tensor) => tensor.dataId));
      for (const tensor of drawn) {
        if (!kept.has(tensor.dataId)) webgl.disposeIntermediateTensorInfo(tensor);
      }
      return outputs;
    },
  });

  const { gradient } = op;
  if (gradient) {
    const gradFunc: GradFunc = (dy, saved, attrs) => {
      const { attributes, constants } = unpack(attrs);
      const needed = (op.saves?.constants ?? []).map((name) => constants[name]);
      return gradient((Array.isArray(dy) ? dy : [dy]) as Tensor[], [...saved, ...needed], attributes);
    };
    registerGradient({
      kernelName: op.name,
      inputsToSave: op.saves?.inputs ?? [],
      outputsToSave: op.saves?.outputs,
      gradFunc,
    });
  }
}

/**
 * Reads a texel by its row-major index: one value, or four of a packed texture. Division in floats with a correction:
 * integer division is slow on graphics cards and much slower on processors that imitate them.
 */
const READ = `
vec4 texelAt(sampler2D tensor, int index) {
  int width = textureSize(tensor, 0).x;
  int row = int(float(index) / float(width));
  int column = index - row * width;
  if (column < 0) { row--; column += width; }
  if (column >= width) { row++; column -= width; }
  return texelFetch(tensor, ivec2(column, row), 0);
}
float at(sampler2D tensor, int index) { return texelAt(tensor, index).r; }
`;

/** Number of values of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}
