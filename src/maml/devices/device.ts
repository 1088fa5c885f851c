import type { BackendReport, KernelProfile } from '../learner.ts';
import type { Plan } from '../trace/plan.ts';

/** Values that stay on a device between runs. */
export interface Variable {
  /** Number of float32 values. */
  readonly size: number;
}

/** A plan loaded on a device, its inputs and outputs bound to variables. */
export interface Program {
  /** Runs, or on a graphics card queues, every call of the plan. */
  run(): void;
  /** Runs once, kernel by kernel, each waited for. */
  profile(): Promise<KernelProfile[]>;
  /** Kernel calls of a run; on a graphics card, draw calls. */
  readonly dispatches: number;
  dispose(): void;
}

/** Where plans run: WebGL, WebAssembly or JavaScript. */
export interface Device {
  readonly report: BackendReport;
  /** Tasks that are best adapted in one run: one where a cache serves, many where a dispatch costs. */
  readonly batchesTasks: boolean;
  variable(size: number): Variable;
  write(variable: Variable, values: Float32Array): void;
  /** Writes grey bytes as values in 0..1: `ink` high turns paper (255) into 0, low leaves it 1. */
  writeDrawings(variable: Variable, bytes: Uint8Array, ink: 'high' | 'low'): void;
  /** A copy, once all that was queued before has been computed. */
  read(variable: Variable): Promise<Float32Array>;
  /**
   * An output may be bound to the variable of an input: it takes the input's place at the end of a run.
   *
   * @param inputs in the order of the plan's
   */
  load(plan: Plan, inputs: Variable[], outputs: Variable[]): Program;
  free(variable: Variable): void;
  /** Buffers held and their bytes. */
  memory(): { tensors: number; bytes: number };
  /** Calls back once when the device is lost, with all that was on it. */
  onLost(callback: () => void): void;
  dispose(): void;
}
