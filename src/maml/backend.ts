import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  backend,
  env,
  getBackend,
  ready,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import type { BackendReport, SelectBackend } from './learner.ts';
import type { BackendChoice } from './settings.ts';
import { hasWasm } from './wasm/backend.ts';
import { registerWasm } from './wasm/register.ts';

registerWasm();

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

type WebglState = Pick<BackendReport, 'renderer' | 'software' | 'reason'>;

function rendererName(gl: WebGLRenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

const webglContext = () => (backend() as MathBackendWebGL).gpgpu.gl;

/** Makes webgl current if it is good enough to be exact, and tells what it runs on. */
async function tryWebgl(): Promise<WebglState> {
  if (env().getNumber('WEBGL_VERSION') !== 2) return { software: false, reason: 'no-webgl2' };
  if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) return { software: false, reason: 'no-float32' };
  // Small tensors as textures too: the project's programs read textures only.
  env().set('WEBGL_SIZE_UPLOAD_UNIFORM', 0);
  if (!(await setBackend('webgl'))) return { software: false, reason: 'no-webgl2' };
  await ready();
  const renderer = rendererName(webglContext());
  return { renderer, software: SOFTWARE.test(renderer) };
}

/** The processor: WebAssembly where the browser's has SIMD, else JavaScript. */
async function takeProcessor(requested: BackendChoice, state: WebglState): Promise<BackendReport> {
  const canWasm = requested !== 'cpu' && hasWasm();
  const name = canWasm ? 'wasm' : 'cpu';
  await setBackend(name);
  const reason = state.reason ?? (requested === 'wasm' && !canWasm ? 'no-simd' : undefined);
  return { ...state, reason, backend: name, requested };
}

/**
 * `auto` takes webgl on a graphics card; a processor that only imitates one is faster with its own kernels.
 * A backend asked for by name is used where the browser has it.
 */
export const selectBackend: SelectBackend = async (requested) => {
  if (requested === 'cpu' || requested === 'wasm') return takeProcessor(requested, { software: false });
  const state = await tryWebgl();
  if (state.reason) return takeProcessor(requested, state);
  if (requested === 'auto' && state.software) {
    return takeProcessor(requested, { ...state, reason: 'software-webgl' });
  }
  return { ...state, backend: 'webgl', requested };
};

/**
 * Calls back when the graphics card is taken away. Every tensor is lost by then; `replaceLostBackend`
 * makes a new start possible.
 */
export function onContextLost(callback: () => void): void {
  if (getBackend() !== 'webgl') return;
  webglContext().canvas.addEventListener('webglcontextlost', callback, { once: true });
}

/** Forgets a webgl backend whose context is gone, so that `selectBackend` builds a new one. */
export function replaceLostBackend(): void {
  removeBackend('webgl');
  registerBackend('webgl', () => new MathBackendWebGL(), 2);
}
