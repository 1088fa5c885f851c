import { GPGPUContext } from '@tensorflow/tfjs-backend-webgl';
import { env } from '@tensorflow/tfjs-core';
import type { BackendReport } from '../../learner.ts';

/** What passes may count on at least; WebGL 2 promises as many. */
const FEWEST_LAYERS = 4;
const MOST_LAYERS = 8;

/** A WebGL 2 context that computes in float32. */
export interface Context {
  gl: WebGL2RenderingContext;
  /** The graphics card's name as the browser tells it. */
  renderer: string;
  /** How many layers of a float32 texture can be written at once. */
  layers: number;
}

/** Null in a worker of a browser that draws on the page only. */
function createCanvas(): OffscreenCanvas | HTMLCanvasElement | null {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(1, 1);
  return typeof document === 'undefined' ? null : document.createElement('canvas');
}

function rendererName(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

/** Whether so many layers of float32 texels can be written at once: some cards have too little room for many. */
function canWrite(gl: WebGL2RenderingContext, layers: number): boolean {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
  gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA32F, 1, 1, layers);
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  for (let layer = 0; layer < layers; layer++) {
    gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + layer, texture, 0, layer);
  }
  const isComplete = gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
  gl.deleteFramebuffer(framebuffer);
  gl.deleteTexture(texture);
  return isComplete;
}

/** The most layers of float32 texels that can be written at once; 0 where too few can. */
function writableLayers(gl: WebGL2RenderingContext): number {
  const most = Math.min(MOST_LAYERS, gl.getParameter(gl.MAX_DRAW_BUFFERS));
  for (let layers = most; layers >= FEWEST_LAYERS; layers--) {
    if (canWrite(gl, layers)) return layers;
  }
  return 0;
}

/** Whether a context computes in float32, as TensorFlow.js' backend finds out by trying. */
function hasFloat32(gl: WebGL2RenderingContext): boolean {
  try {
    // Makes the context the backend's, with the extensions that it needs for float textures.
    new GPGPUContext(gl);
  } catch {
    return false;
  }
  const has = env().getBool('WEBGL_RENDER_FLOAT32_ENABLED');
  // The backend draws within a scissor's box; the passes here fill whole textures.
  gl.disable(gl.SCISSOR_TEST);
  gl.disable(gl.CULL_FACE);
  return has;
}

/** Opens WebGL 2, or tells why it cannot serve. */
export function openContext(): Context | { reason: NonNullable<BackendReport['reason']> } {
  const gl = createCanvas()?.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    powerPreference: 'high-performance',
  }) as WebGL2RenderingContext | null | undefined;
  if (!gl) return { reason: 'no-webgl2' };
  const layers = hasFloat32(gl) ? writableLayers(gl) : 0;
  if (layers > 0) return { gl, renderer: rendererName(gl), layers };
  closeContext(gl);
  return { reason: 'no-float32' };
}

/** Gives the context's memory back at once. */
export function closeContext(gl: WebGL2RenderingContext): void {
  gl.getExtension('WEBGL_lose_context')?.loseContext();
}
