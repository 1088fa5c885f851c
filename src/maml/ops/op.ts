import {
  engine,
  type GradFunc,
  type NamedAttrMap,
  registerGradient,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { registerTraced } from '../trace/tracing-backend.ts';

/** Numbers and lists of numbers that define an op beside its tensors. */
export type Attributes = Record<string, number | number[]>;

export type Shapes = Record<string, number[]>;

/** A tensor as a JavaScript kernel sees it: row-major values and their shape. */
export interface Block {
  shape: number[];
  values: Float32Array;
}

/** A tensor as a WebAssembly kernel sees it: the byte address of its row-major values, and their shape. */
export interface Region {
  shape: number[];
  address: number;
}

/** What WebAssembly kernels may use beside their tensors. */
export interface Machine {
  kernels: Record<string, (...pointersAndNumbers: number[]) => void>;
  /** Copies a table of whole numbers into memory for as long as the program lives; returns its address. */
  table(values: Int32Array): number;
  /** Room that any one kernel may use while it runs, at least this many bytes; returns its address. */
  scratch(bytes: number): number;
}

/**
 * A tensor as a WebGL pass sees it: a texture with four consecutive row-major values a texel. Texel i holds
 * values 4 i to 4 i + 3; what lies beyond the last value is undefined.
 */
export interface Texels {
  shape: number[];
}

/**
 * One draw call. Every tensor read is a GLSL function of its name: `x(i)` is texel i, `xAt(i)` value i.
 *
 * Where `code` is a text, it defines `void compute(int i)`, which sets the variables named as the tensors
 * written (vec4) to their texel i. Up to four tensors may be written, of equal numbers of texels.
 *
 * Where it is a function, the one tensor written is seen as `[group, item, ...]`, such as the images of a
 * task or, more generally, anything with a multiple of four values to an item, and its items are dealt out
 * to lanes: `compute(int group, int item, int row, int column)` sets `y0`, `y1`, ... (for a tensor named y)
 * to the same texel of `lanes` items, from `item` on, so that it reads once what they have in common. Rows of five axes are the
 * middle one's (an image's), else an item is one row. Lanes beyond a group's last item may hold anything.
 * Tensors of such a shape are read from a place: `Spot at = xSpot(group, item, row, column)`, then
 * `x(at, step, lane)` is the texel `step` columns and `lane` items on, of the lanes that `item` begins.
 *
 * `quotient(a, b)` and `remainder(a, b)` divide whole numbers faster than GLSL's own operators.
 */
export interface Pass {
  reads: Record<string, Texels>;
  writes: Record<string, Texels>;
  code: string | DealtCode;
}

/**
 * @param lanes of this pass
 * @param lanesOf lanes that so many items of a group are dealt out to, in any tensor
 */
export type DealtCode = (lanes: number, lanesOf: (perGroup: number) => number) => string;

export interface Op {
  name: string;
  /** The outputs' shapes; `shapes` holds inputs and constants by name. */
  shapes(shapes: Shapes, attributes: Attributes): number[][];
  /** Writes every value of the outputs, in JavaScript. */
  cpu(tensors: Record<string, Block>, outputs: Block[], attributes: Attributes): void;
  /** The same in WebAssembly, bound to its places once and run often; null where `cpu` should serve. */
  wasm?(
    tensors: Record<string, Region>,
    outputs: Region[],
    attributes: Attributes,
    machine: Machine,
  ): (() => void) | null;
  /** The same as draw calls, in order; a pass may write intermediate results of its own making. */
  webgl(tensors: Record<string, Texels>, outputs: Texels[], attributes: Attributes): Pass[];
  /** What the gradient reads, in the order of its second argument: inputs, outputs, constants. */
  saves?: { inputs?: string[]; outputs?: boolean[]; constants?: string[] };
  /** Absent where no further derivative is ever needed. */
  gradient?: (dy: Tensor[], saved: Tensor[], attributes: Attributes) => Record<string, () => Tensor>;
}

/** An op that computes nothing: its outputs are parts of its first input, from `offset` values on. */
export interface ViewOp extends Pick<Op, 'name' | 'saves' | 'gradient'> {
  views(shapes: Shapes, attributes: Attributes): { offset: number; shape: number[] }[];
}

/** What `runOp` hands to the trace and to gradients: the op's own attributes and its constant tensors. */
export interface OpAttributes {
  attributes: Attributes;
  constants: Record<string, Tensor>;
}

// Constants ride along as attributes: an input would have to have a gradient, and they have none.
const pack = (packed: OpAttributes) => packed as unknown as NamedAttrMap;

/**
 * Runs a registered op; only within a trace.
 *
 * @param inputs tensors it may be differentiated by
 * @param constants tensors it reads but is never differentiated by (saved outputs, labels, rates)
 */
export function runOp(
  name: string,
  inputs: Record<string, Tensor>,
  attributes: Attributes = {},
  constants: Record<string, Tensor> = {},
): Tensor[] {
  const result: unknown = engine().runKernel(name, inputs, pack({ attributes, constants }));
  return (Array.isArray(result) ? result : [result]) as Tensor[];
}

/** Registers an op with TensorFlow.js: its kernel, which is traced, and its gradient. */
export function defineOp(op: Op | ViewOp): void {
  registerTraced(op);
  const { gradient } = op;
  if (gradient === undefined) return;
  const gradFunc: GradFunc = (dy, saved, attrs) => {
    const { attributes, constants } = attrs as unknown as OpAttributes;
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

/** Number of values of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}
