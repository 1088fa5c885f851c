import { type Pass, sizeOf, type Texels } from '../../ops/op.ts';
import type { Plan, Step } from '../../trace/plan.ts';
import type { Storage, View } from '../../trace/tracing-backend.ts';
import type { Program } from '../device.ts';
import { type StepCost, summarise } from '../profile.ts';
import { type DealtLayout, dealtLayout, type FlatLayout, flatLayout, itemsOf } from './layout.ts';
import { copyPass, isDealt, type Reading, readingOf, shaderOf } from './shader.ts';
import type { Shader } from './shaders.ts';
import { type Borrower, type Texture, targetOf } from './textures.ts';
import { type Graphics, textureOf, upload, type WebglVariable } from './webgl-device.ts';

/** Where a result lies: in a texture that may change from run to run, or in a few numbers of the host's. */
type Place =
  | { kind: 'texture'; layout: FlatLayout | DealtLayout; texture: () => Texture }
  | { kind: 'uniform'; layout: { kind: 'uniform' }; values: () => Float32Array };

/** A plan's tensor as its op's passes see it. */
interface PlanTexels extends Texels {
  storage: Storage;
  offset: number;
}

/** One draw call, ready to be made. */
interface Draw {
  shader: Shader;
  samplers: (() => Texture)[];
  vectors: { name: string; values: () => Float32Array }[];
  targets: (() => Texture)[];
}

const UNIFORM = { kind: 'uniform' } as const;

/** @param layout of what lies in the texture, which may have been made for another result of that size */
const fixed = (texture: Texture, layout = texture.layout): Place => ({
  kind: 'texture',
  layout,
  texture: () => texture,
});

/** The texture that the variable has at the time. */
function current(variable: WebglVariable): Place {
  const texture = () => variable.texture as Texture;
  return { kind: 'texture', layout: texture().layout, texture };
}

/** Prepares the draw calls of a plan, one op after the other. */
class Loader {
  readonly draws: { step: Step | null; draw: Draw }[] = [];
  /** Textures of the plan's constants. */
  readonly own: Texture[] = [];
  /** Results that take the place of an input when a run is over. */
  readonly swaps: { variable: WebglVariable; spare: Texture }[] = [];
  readonly borrower: Borrower;
  private readonly graphics: Graphics;
  private readonly places = new Map<Storage, Place>();
  /** Where results must go, if they can. */
  private readonly destinations = new Map<Storage, Place>();
  /** Results between an op's passes. */
  private readonly between = new Map<Texels, { place: Place; texture: Texture }>();
  private readonly borrowed = new Map<Storage, Texture>();

  constructor(graphics: Graphics) {
    this.graphics = graphics;
    this.borrower = graphics.pool.open();
  }

  bindInput(storage: Storage, variable: WebglVariable): void {
    const { values } = variable;
    if (values === null) {
      this.places.set(storage, current(variable));
      return;
    }
    variable.isUniform = true;
    this.places.set(storage, { kind: 'uniform', layout: UNIFORM, values: () => values });
  }

  bindConstant(storage: Storage, values: Float32Array): void {
    if (values.length <= 4) {
      const vector = new Float32Array(4);
      vector.set(values);
      this.places.set(storage, { kind: 'uniform', layout: UNIFORM, values: () => vector });
      return;
    }
    const texture = this.graphics.textures.create(flatLayout(values.length));
    this.own.push(texture);
    upload(this.graphics.gl, texture, values);
    this.places.set(storage, fixed(texture));
  }

  /** Tells where an output goes; later steps write it there if they can. */
  bindOutput(storage: Storage, place: Place): void {
    if (!this.places.has(storage) && !this.destinations.has(storage)) this.destinations.set(storage, place);
  }

  /** A place for an output that the variable is to become at the end of a run. */
  successorOf(variable: WebglVariable): Place {
    const spare = this.graphics.textures.create(flatLayout(variable.size));
    const swap = { variable, spare };
    this.swaps.push(swap);
    return { kind: 'texture', layout: spare.layout, texture: () => swap.spare };
  }

  step(step: Step): void {
    const bind = ({ storage, offset, shape }: View): PlanTexels => ({ shape, storage, offset });
    const tensors = Object.fromEntries(
      Object.entries(step.tensors).map(([name, view]) => [name, bind(view)]),
    );
    for (const pass of step.op.webgl(tensors, step.outputs.map(bind), step.attributes)) this.pass(pass, step);
    for (const { texture } of this.between.values()) this.borrower.put(texture);
    this.between.clear();
    for (const storage of step.releases) this.release(storage);
  }

  /** Copies an output to its place where no step has written it there. */
  finish(storage: Storage, place: Place): void {
    if (this.places.get(storage) === place) return;
    const whole: PlanTexels = { shape: [storage.size], storage, offset: 0 };
    this.pass(copyPass(whole), null, [place]);
  }

  private pass(pass: Pass, step: Step | null, given?: Place[]): void {
    const { shaders, fetching, layers } = this.graphics;
    const reads = Object.entries(pass.reads).map(([name, texels]) => ({ name, ...this.placeOf(texels) }));
    const readings: Record<string, Reading> = Object.fromEntries(
      reads.map(({ name, texels, place, offset }) => [name, readingOf(texels, place.layout, offset)]),
    );
    const places = given ?? Object.values(pass.writes).map((texels) => this.placeFor(texels, pass));
    const targets = places.map((place) => {
      if (place.kind === 'uniform') throw new Error('Only the host writes a uniform.');
      return place;
    });
    const samplers = reads.flatMap(({ name, place }) =>
      place.kind === 'texture' ? [{ name, texture: place.texture }] : [],
    );
    const vectors = reads.flatMap(({ name, place }) =>
      place.kind === 'uniform' ? [{ name, values: place.values }] : [],
    );
    const nameOf = ({ name }: { name: string }) => name;
    const text = shaderOf(pass, readings, targets[0].layout, fetching, layers);
    const draw: Draw = {
      shader: shaders.get(text, samplers.map(nameOf), vectors.map(nameOf)),
      samplers: samplers.map(({ texture }) => texture),
      vectors,
      targets: targets.map(({ texture }) => texture),
    };
    this.draws.push({ step, draw });
  }

  private placeOf(texels: Texels): { texels: Texels; place: Place; offset: number } {
    const { storage, offset = 0 } = texels as Partial<PlanTexels>;
    const place = storage ? this.places.get(storage) : this.between.get(texels)?.place;
    if (place === undefined) throw new Error('A pass reads what none has written.');
    return { texels, place, offset };
  }

  /** Where a pass writes. */
  private placeFor(texels: Texels, pass: Pass): Place {
    const { storage } = texels as Partial<PlanTexels>;
    const known =
      storage && (this.places.get(storage) ?? (isDealt(pass) ? undefined : this.destinations.get(storage)));
    if (known) {
      this.places.set(storage, known);
      return known;
    }
    const layout = this.layoutFor(texels, pass);
    const texture = this.borrower.take(layout);
    const place = fixed(texture, layout);
    if (storage === undefined) {
      this.between.set(texels, { place, texture });
    } else {
      this.borrowed.set(storage, texture);
      this.places.set(storage, place);
    }
    return place;
  }

  private layoutFor({ shape }: Texels, pass: Pass): FlatLayout | DealtLayout {
    if (!isDealt(pass)) return flatLayout(sizeOf(shape));
    const items = itemsOf(shape);
    if (items === null) throw new Error(`[${shape}] has no items of whole texels.`);
    return dealtLayout(items, this.graphics.layers);
  }

  private release(storage: Storage): void {
    const texture = this.borrowed.get(storage);
    if (texture !== undefined) this.borrower.put(texture);
    this.borrowed.delete(storage);
    this.places.delete(storage);
  }
}

function makeDraw({ gl, textures, shaders }: Graphics, { shader, samplers, vectors, targets }: Draw): void {
  shaders.select(shader);
  samplers.forEach((sampler, unit) => {
    const { handle, layout } = sampler();
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(targetOf(gl, layout), handle);
  });
  for (const { name, values } of vectors) gl.uniform4fv(shader.vectors.get(name) ?? null, values());
  textures.drawTo(targets.map((target) => target()));
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}

/** Waits for what has been drawn last: only a pixel that is read is surely there. */
function waitForPixel({ gl }: Graphics): void {
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, new Float32Array(4));
}

/** Makes a plan's draw calls ready, with every texture they need. */
export function loadPlan(
  graphics: Graphics,
  plan: Plan,
  inputs: WebglVariable[],
  outputs: WebglVariable[],
): Program {
  const loader = new Loader(graphics);
  for (const variable of outputs) textureOf(graphics, variable);
  const targets = outputs.map((variable) =>
    inputs.includes(variable) ? loader.successorOf(variable) : current(variable),
  );
  plan.inputs.forEach((storage, i) => {
    loader.bindInput(storage, inputs[i]);
  });
  for (const { storage, values } of plan.constants) loader.bindConstant(storage, values);
  plan.outputs.forEach((storage, i) => {
    loader.bindOutput(storage, targets[i]);
  });
  for (const step of plan.steps) loader.step(step);
  plan.outputs.forEach((storage, i) => {
    loader.finish(storage, targets[i]);
  });
  graphics.shaders.check();

  const { draws, swaps, own, borrower } = loader;
  const finish = () => {
    for (const swap of swaps) {
      const { variable, spare } = swap;
      swap.spare = variable.texture as Texture;
      variable.texture = spare;
    }
  };
  return {
    dispatches: draws.length,
    run: () => {
      for (const { draw } of draws) makeDraw(graphics, draw);
      finish();
    },
    profile: async () => {
      const costs = new Map<Step, StepCost>();
      for (const { step, draw } of draws) {
        const began = performance.now();
        makeDraw(graphics, draw);
        waitForPixel(graphics);
        const seconds = (performance.now() - began) / 1000;
        if (step === null) continue;
        const cost = costs.get(step) ?? { step, seconds: 0, dispatches: 0 };
        costs.set(step, { step, seconds: cost.seconds + seconds, dispatches: cost.dispatches + 1 });
      }
      finish();
      return summarise([...costs.values()]);
    },
    dispose: () => {
      borrower.close();
      const spares = swaps.map(({ spare }) => spare);
      for (const texture of [...own, ...spares]) graphics.textures.delete(texture);
    },
  };
}
