import type { BackendReport } from '../../learner.ts';
import { type Block, type Machine, type Region, sizeOf } from '../../ops/op.ts';
import type { Plan, Step } from '../../trace/plan.ts';
import type { Storage, View } from '../../trace/tracing-backend.ts';
import type { Device, Program, Variable } from '../device.ts';
import { summarise } from '../profile.ts';
import { arrange } from './arena.ts';
import type { Heap } from './heap.ts';

/** A stretch of the heap. */
interface Place extends Variable {
  address: number;
}

/**
 * Runs plans on the processor, call by call: a step in WebAssembly where the op has a kernel for it, else in
 * JavaScript on the same memory.
 */
export class ProcessorDevice implements Device {
  /** One task after the other: its tensors stay in the cache, and a call costs next to nothing. */
  readonly batchesTasks = false;
  readonly report: BackendReport;
  private readonly heap: Heap;
  private readonly machine: Machine | null;
  private held = { tensors: 0, bytes: 0 };

  /** @param machine null: all in JavaScript */
  constructor(report: BackendReport, heap: Heap, machine: Machine | null) {
    this.report = report;
    this.heap = heap;
    this.machine = machine;
  }

  variable(size: number): Place {
    const place = { size, address: this.heap.allocate(4 * size) };
    this.held.tensors++;
    this.held.bytes += 4 * size;
    this.view(place).fill(0);
    return place;
  }

  free(variable: Variable): void {
    const { size, address } = variable as Place;
    this.held.tensors--;
    this.held.bytes -= 4 * size;
    this.heap.release(address, 4 * size);
  }

  write(variable: Variable, values: Float32Array): void {
    this.view(variable).set(values);
  }

  writeDrawings(variable: Variable, bytes: Uint8Array, ink: 'high' | 'low'): void {
    const values = this.view(variable);
    for (let i = 0; i < bytes.length; i++) values[i] = (ink === 'high' ? 255 - bytes[i] : bytes[i]) / 255;
  }

  async read(variable: Variable): Promise<Float32Array> {
    return this.view(variable).slice();
  }

  load(plan: Plan, inputs: Variable[], outputs: Variable[]): Program {
    const addresses = new Map<Storage, number>();
    const bind = (storage: Storage, variable: Variable) => {
      addresses.set(storage, (variable as Place).address);
    };
    plan.inputs.forEach((storage, i) => {
      bind(storage, inputs[i]);
    });
    const constants = plan.constants.map(({ storage, values }) => {
      const place = this.variable(storage.size);
      this.write(place, values);
      bind(storage, place);
      return place;
    });
    // A result that takes an input's place waits elsewhere until the run has read the input.
    const late = plan.outputs.flatMap((storage, i) =>
      inputs.includes(outputs[i]) ? [{ storage, to: outputs[i] }] : [],
    );
    plan.outputs.forEach((storage, i) => {
      if (!inputs.includes(outputs[i])) bind(storage, outputs[i]);
    });
    const { offsets, size } = arrange(plan, new Set(addresses.keys()));
    const arena = this.variable(size);
    for (const [storage, offset] of offsets) addresses.set(storage, arena.address + 4 * offset);

    const regionOf = ({ storage, offset, shape }: View): Region => {
      const address = addresses.get(storage);
      if (address === undefined) throw new Error('A plan reads what it never wrote.');
      return { shape, address: address + 4 * offset };
    };
    const calls = plan.steps.map((step) => this.bind(step, regionOf));
    const moves = late.map(({ storage, to }) => ({ from: addresses.get(storage) as number, to }));
    const finish = () => {
      for (const { from, to } of moves) this.view(to).set(this.heap.floats(from, to.size));
    };
    return {
      dispatches: calls.length,
      run: () => {
        for (const call of calls) call();
        finish();
      },
      profile: async () => {
        const costs = calls.map((call, i) => {
          const began = performance.now();
          call();
          const seconds = (performance.now() - began) / 1000;
          return { step: plan.steps[i], seconds, dispatches: 1 };
        });
        finish();
        return summarise(costs);
      },
      dispose: () => {
        for (const place of [...constants, arena]) this.free(place);
      },
    };
  }

  memory(): { tensors: number; bytes: number } {
    return { ...this.held };
  }

  /** A processor is not taken away. */
  onLost(): void {}

  dispose(): void {}

  /** The values as they lie there, until the next allocation. */
  private view(variable: Variable): Float32Array {
    return this.heap.floats((variable as Place).address, variable.size);
  }

  /** What runs a step. */
  private bind(step: Step, regionOf: (view: View) => Region): () => void {
    const tensors = Object.fromEntries(
      Object.entries(step.tensors).map(([name, view]) => [name, regionOf(view)]),
    );
    const outputs = step.outputs.map(regionOf);
    const { op, attributes } = step;
    const kernel = this.machine && op.wasm?.(tensors, outputs, attributes, this.machine);
    return kernel ?? this.bindJavaScript(step, tensors, outputs);
  }

  private bindJavaScript(
    { op, attributes }: Step,
    tensors: Record<string, Region>,
    outputs: Region[],
  ): () => void {
    const blockOf = ({ shape, address }: Region): Block => ({
      shape,
      values: this.heap.floats(address, sizeOf(shape)),
    });
    // Views end when the memory grows.
    let buffer: ArrayBuffer | null = null;
    let inputBlocks: Record<string, Block> = {};
    let outputBlocks: Block[] = [];
    return () => {
      if (buffer !== this.heap.memory.buffer) {
        buffer = this.heap.memory.buffer;
        inputBlocks = Object.fromEntries(
          Object.entries(tensors).map(([name, region]) => [name, blockOf(region)]),
        );
        outputBlocks = outputs.map(blockOf);
      }
      op.cpu(inputBlocks, outputBlocks, attributes);
    };
  }
}
