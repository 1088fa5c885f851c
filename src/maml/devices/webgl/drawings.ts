import type { Texture } from './textures.ts';
import type { Graphics } from './webgl-device.ts';

const ONE = 'bytes';

/** A texel of bytes holds four grey values, as a texel of floats does. */
const shaderText = (ink: 'high' | 'low') => `#version 300 es
precision highp float;
uniform sampler2D texels_${ONE};
out vec4 values;
void main() {
  vec4 grey = texelFetch(texels_${ONE}, ivec2(gl_FragCoord.xy), 0);
  values = ${ink === 'high' ? '1.0 - grey' : 'grey'};
}`;

/** Brings drawings onto the graphics card as bytes and turns them into values there. */
export class Drawings {
  private readonly graphics: Graphics;
  /** By the texture that the bytes are for. */
  private readonly uploads = new WeakMap<Texture, WebGLTexture>();

  constructor(graphics: Graphics) {
    this.graphics = graphics;
  }

  write(texture: Texture, bytes: Uint8Array, ink: 'high' | 'low'): void {
    const { gl, shaders, textures } = this.graphics;
    const { width, height } = texture.layout;
    const texels = new Uint8Array(width * height * 4);
    texels.set(bytes);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.uploadFor(texture));
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, texels);
    const shader = shaders.get(shaderText(ink), [ONE], []);
    shaders.check();
    shaders.select(shader);
    textures.drawTo([texture]);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  /** Gives back what was needed to write this texture. */
  free(texture: Texture): void {
    this.graphics.gl.deleteTexture(this.uploads.get(texture) ?? null);
    this.uploads.delete(texture);
  }

  private uploadFor(texture: Texture): WebGLTexture {
    const known = this.uploads.get(texture);
    if (known !== undefined) return known;
    const { gl } = this.graphics;
    const upload = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, upload);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, texture.layout.width, texture.layout.height);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    this.uploads.set(texture, upload);
    return upload;
  }
}
