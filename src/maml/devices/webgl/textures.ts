import type { DealtLayout, FlatLayout } from './layout.ts';

export interface Texture {
  readonly id: number;
  readonly handle: WebGLTexture;
  readonly layout: FlatLayout | DealtLayout;
  readonly bytes: number;
}

const BYTES_PER_TEXEL = 16;

const layersOf = (layout: FlatLayout | DealtLayout) => (layout.kind === 'flat' ? 0 : layout.lanes);

/** Textures of the same size can stand in for each other. */
const sizeKey = (layout: FlatLayout | DealtLayout) => `${layout.width}x${layout.height}x${layersOf(layout)}`;

/** Creates float32 textures and the framebuffers to write them, and keeps count. */
export class Textures {
  private readonly gl: WebGL2RenderingContext;
  private readonly largest: number;
  private readonly live = new Set<Texture>();
  /** By the ids of the textures written. */
  private readonly framebuffers = new Map<string, WebGLFramebuffer>();
  private created = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.largest = gl.getParameter(gl.MAX_TEXTURE_SIZE);
  }

  create(layout: FlatLayout | DealtLayout): Texture {
    const { gl, largest } = this;
    const { width, height } = layout;
    if (width > largest || height > largest) {
      throw new Error(
        `A result needs a ${width} x ${height} texture; this graphics card has ${largest} x ${largest} at most. Fewer tasks, images or filters fit.`,
      );
    }
    const target = targetOf(gl, layout);
    const handle = gl.createTexture();
    gl.bindTexture(target, handle);
    gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.texParameteri(target, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(target, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    const layers = layersOf(layout);
    if (layers === 0) gl.texStorage2D(target, 1, gl.RGBA32F, width, height);
    else gl.texStorage3D(target, 1, gl.RGBA32F, width, height, layers);
    const bytes = width * height * Math.max(1, layers) * BYTES_PER_TEXEL;
    const texture = { id: this.created++, handle, layout, bytes };
    this.live.add(texture);
    return texture;
  }

  delete(texture: Texture): void {
    const { gl, framebuffers } = this;
    for (const [ids, framebuffer] of framebuffers) {
      if (!ids.split(',').includes(String(texture.id))) continue;
      gl.deleteFramebuffer(framebuffer);
      framebuffers.delete(ids);
    }
    gl.deleteTexture(texture.handle);
    this.live.delete(texture);
  }

  /** Makes these textures, or all layers of the only one, what is drawn to. */
  drawTo(textures: Texture[]): void {
    const { gl } = this;
    const ids = textures.map(({ id }) => id).join();
    const known = this.framebuffers.get(ids);
    gl.bindFramebuffer(gl.FRAMEBUFFER, known ?? this.frame(ids, textures));
    gl.viewport(0, 0, textures[0].layout.width, textures[0].layout.height);
  }

  count(): { tensors: number; bytes: number } {
    const bytes = [...this.live].reduce((sum, texture) => sum + texture.bytes, 0);
    return { tensors: this.live.size, bytes };
  }

  private frame(ids: string, textures: Texture[]): WebGLFramebuffer {
    const { gl } = this;
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    let attachments = 0;
    for (const { handle, layout } of textures) {
      if (layout.kind === 'flat') {
        const at = gl.COLOR_ATTACHMENT0 + attachments++;
        gl.framebufferTexture2D(gl.FRAMEBUFFER, at, gl.TEXTURE_2D, handle, 0);
        continue;
      }
      for (let layer = 0; layer < layout.lanes; layer++) {
        gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + attachments++, handle, 0, layer);
      }
    }
    gl.drawBuffers(Array.from({ length: attachments }, (_, i) => gl.COLOR_ATTACHMENT0 + i));
    this.framebuffers.set(ids, framebuffer);
    return framebuffer;
  }
}

export function targetOf(gl: WebGL2RenderingContext, layout: FlatLayout | DealtLayout): GLenum {
  return layout.kind === 'flat' ? gl.TEXTURE_2D : gl.TEXTURE_2D_ARRAY;
}

/**
 * Textures for results that nobody needs after a run. Runs follow each other, so every program may use the
 * same ones; each is kept as long as a program needs it.
 */
export class Pool {
  private readonly textures: Textures;
  private readonly users = new Map<Texture, number>();

  constructor(textures: Textures) {
    this.textures = textures;
  }

  /** A program's view of the pool: all of it is free when the program begins. */
  open(): Borrower {
    const { textures, users } = this;
    const free = new Map<string, Texture[]>();
    const put = (texture: Texture) => {
      const key = sizeKey(texture.layout);
      free.set(key, [...(free.get(key) ?? []), texture]);
    };
    for (const texture of users.keys()) put(texture);
    const used = new Set<Texture>();
    return {
      take: (layout) => {
        const texture = free.get(sizeKey(layout))?.pop() ?? textures.create(layout);
        if (!used.has(texture)) users.set(texture, (users.get(texture) ?? 0) + 1);
        used.add(texture);
        return texture;
      },
      put,
      close: () => {
        for (const texture of used) {
          const others = (users.get(texture) as number) - 1;
          users.set(texture, others);
          if (others > 0) continue;
          users.delete(texture);
          textures.delete(texture);
        }
      },
    };
  }
}

export interface Borrower {
  take(layout: FlatLayout | DealtLayout): Texture;
  /** Gives a texture back for other results of the same program. */
  put(texture: Texture): void;
  close(): void;
}
