import type { Tensor } from '@tensorflow/tfjs-core';
import type { Device } from './devices/device.ts';
import { compile } from './trace/plan.ts';

/** A tensor's values outside any device, row-major. */
export interface Values {
  shape: number[];
  data: ArrayLike<number>;
}

/** Compiles a function, runs it once on a device, and reads its results. */
export async function runOnce(
  device: Device,
  inputs: Values[],
  compute: (...tensors: Tensor[]) => Tensor[],
): Promise<Float32Array[]> {
  const plan = compile(
    inputs.map(({ shape }) => shape),
    compute,
  );
  const arguments_ = inputs.map(({ data }) => {
    const variable = device.variable(data.length);
    device.write(variable, Float32Array.from(data));
    return variable;
  });
  const results = plan.outputs.map(({ size }) => device.variable(size));
  const program = device.load(plan, arguments_, results);
  program.run();
  const values = await Promise.all(results.map((variable) => device.read(variable)));
  program.dispose();
  for (const variable of [...arguments_, ...results]) device.free(variable);
  return values;
}
