import type { Texture } from './textures.ts';
import type { Graphics } from './webgl-device.ts';

/** Between two looks whether the graphics card is done, in milliseconds. */
const PATIENCE = 1;

const pause = () => new Promise((resolve) => setTimeout(resolve, PATIENCE));

/** Resolves when all that has been queued is done, without blocking the thread. */
async function whenDone(gl: WebGL2RenderingContext): Promise<void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  // A lost context has no fence, and nothing to wait for.
  while (fence !== null && !gl.isContextLost()) {
    const state = gl.clientWaitSync(fence, 0, 0);
    if (state === gl.ALREADY_SIGNALED || state === gl.CONDITION_SATISFIED) break;
    await pause();
  }
  gl.deleteSync(fence);
}

/** The first values of a flat texture as they are when all that was queued before is done. */
export async function readTexture(
  { gl, textures }: Graphics,
  texture: Texture,
  size: number,
): Promise<Float32Array> {
  const { width, height } = texture.layout;
  const values = new Float32Array(width * height * 4);
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
  gl.bufferData(gl.PIXEL_PACK_BUFFER, values.byteLength, gl.STREAM_READ);
  textures.drawTo([texture]);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, 0);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  await whenDone(gl);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
  gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, values);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  gl.deleteBuffer(buffer);
  return values.subarray(0, size);
}
