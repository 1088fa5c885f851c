import { registerStock } from '../trace/tracing-backend.ts';
import { addWasm } from './elementwise.wasm.ts';
import { elementwiseWebgl } from './elementwise.webgl.ts';
import type { Op } from './op.ts';

// Stock ops that the tape and the regressor use, on tensors of equal shape; their gradients are the stock ones.

function registerBinary(
  name: string,
  compute: (a: number, b: number) => number,
  glsl: string,
  wasm?: Op['wasm'],
): void {
  registerStock({
    name,
    shapes: ({ a, b }) => {
      if (a.join() !== b.join()) throw new Error(`${name} needs equal shapes, not [${a}] and [${b}].`);
      return [a];
    },
    cpu: ({ a, b }, [y]) => {
      for (let i = 0; i < y.values.length; i++) y.values[i] = compute(a.values[i], b.values[i]);
    },
    wasm,
    webgl: elementwiseWebgl(glsl),
  });
}

function registerUnary(name: string, compute: (x: number) => number, glsl: string): void {
  registerStock({
    name,
    shapes: ({ x }) => [x],
    cpu: ({ x }, [y]) => {
      for (let i = 0; i < y.values.length; i++) y.values[i] = compute(x.values[i]);
    },
    webgl: elementwiseWebgl(glsl),
  });
}

registerBinary('Add', (a, b) => a + b, 'a + b', addWasm);
registerBinary('Sub', (a, b) => a - b, 'a - b');
registerBinary('Multiply', (a, b) => a * b, 'a * b');
registerUnary('Relu', (x) => Math.max(x, 0), 'max(x, 0.0)');
registerUnary('Neg', (x) => -x, '-x');
registerUnary('Step', (x) => (x > 0 ? 1 : 0), 'vec4(greaterThan(x, vec4(0.0)))');
