import type { BackendReport } from '../../learner.ts';
import type { Plan } from '../../trace/plan.ts';
import type { Device, Program, Variable } from '../device.ts';
import { type Context, closeContext } from './context.ts';
import { Drawings } from './drawings.ts';
import { flatLayout } from './layout.ts';
import { loadPlan } from './load-plan.ts';
import { readTexture } from './read-texture.ts';
import type { Fetching } from './shader.ts';
import { Shaders } from './shaders.ts';
import { Pool, type Texture, Textures } from './textures.ts';

/** So many values travel with the program instead of lying in a texture. */
const FEW = 4;

/** A few numbers that only the host writes, or a texture. */
export interface WebglVariable extends Variable {
  /** The values, where there is no texture. */
  values: Float32Array | null;
  texture: Texture | null;
  /** A program has been loaded that takes the values from the host. */
  isUniform: boolean;
}

/** What the parts of the device share. */
export interface Graphics {
  gl: WebGL2RenderingContext;
  /** How many textures, or layers of one, a pass can write. */
  layers: number;
  fetching: Fetching;
  textures: Textures;
  shaders: Shaders;
  pool: Pool;
}

/** A variable's texture, made when one is needed. */
export function textureOf({ textures }: Graphics, variable: WebglVariable): Texture {
  if (variable.isUniform)
    throw new Error('A program has taken this variable as one that only the host writes.');
  variable.texture ??= textures.create(flatLayout(variable.size));
  variable.values = null;
  return variable.texture;
}

/** A graphics card: every kernel call is a few draw calls, for all tasks at once. */
export class WebglDevice implements Device {
  readonly report: BackendReport;
  readonly batchesTasks = true;
  private readonly graphics: Graphics;
  private readonly drawings: Drawings;

  constructor({ gl, layers }: Context, report: BackendReport) {
    this.report = report;
    const textures = new Textures(gl);
    const shaders = new Shaders(gl);
    this.graphics = {
      gl,
      layers,
      fetching: report.software ? 'sample' : 'texel',
      textures,
      shaders,
      pool: new Pool(textures),
    };
    this.drawings = new Drawings(this.graphics);
    gl.disable(gl.DITHER);
  }

  variable(size: number): WebglVariable {
    const variable: WebglVariable = { size, values: null, texture: null, isUniform: false };
    if (size <= FEW) variable.values = new Float32Array(FEW);
    else textureOf(this.graphics, variable);
    return variable;
  }

  write(variable: Variable, values: Float32Array): void {
    const { values: few, texture } = variable as WebglVariable;
    if (few !== null) few.set(values);
    else upload(this.graphics.gl, texture as Texture, values);
  }

  writeDrawings(variable: Variable, bytes: Uint8Array, ink: 'high' | 'low'): void {
    this.drawings.write(textureOf(this.graphics, variable as WebglVariable), bytes, ink);
  }

  async read(variable: Variable): Promise<Float32Array> {
    const { values, texture } = variable as WebglVariable;
    if (values !== null) return values.slice(0, variable.size);
    return readTexture(this.graphics, texture as Texture, variable.size);
  }

  load(plan: Plan, inputs: Variable[], outputs: Variable[]): Program {
    return loadPlan(this.graphics, plan, inputs as WebglVariable[], outputs as WebglVariable[]);
  }

  free(variable: Variable): void {
    const { texture } = variable as WebglVariable;
    if (texture === null) return;
    this.drawings.free(texture);
    this.graphics.textures.delete(texture);
  }

  memory(): { tensors: number; bytes: number } {
    return this.graphics.textures.count();
  }

  onLost(callback: () => void): void {
    this.graphics.gl.canvas.addEventListener('webglcontextlost', callback, { once: true });
  }

  dispose(): void {
    closeContext(this.graphics.gl);
  }
}

/** Fills a flat texture. */
export function upload(gl: WebGL2RenderingContext, { handle, layout }: Texture, values: Float32Array): void {
  const { width, height } = layout;
  const texels = new Float32Array(width * height * 4);
  texels.set(values);
  gl.bindTexture(gl.TEXTURE_2D, handle);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.FLOAT, texels);
}
