import { uniformOf } from './shader.ts';

/** One triangle that covers everything. */
const VERTEX = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;

/** A compiled shader and where its uniforms are. */
export interface Shader {
  program: WebGLProgram;
  /** Of the tensors that are no textures, by name. */
  vectors: Map<string, WebGLUniformLocation | null>;
}

/** Shaders by their text, compiled once. The browser may compile several at once: nothing waits before `check`. */
export class Shaders {
  private readonly gl: WebGL2RenderingContext;
  private readonly vertex: WebGLShader;
  private readonly known = new Map<string, Shader>();
  private unchecked: { shader: Shader; fragment: WebGLShader; samplers: string[]; vectors: string[] }[] = [];

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.vertex = this.compile(gl.VERTEX_SHADER, VERTEX);
  }

  /**
   * @param samplers the tensors that the text reads from textures, in the order of their units
   * @param vectors those it has as vectors
   */
  get(text: string, samplers: string[], vectors: string[]): Shader {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const { gl } = this;
    const program = gl.createProgram();
    const fragment = this.compile(gl.FRAGMENT_SHADER, text);
    gl.attachShader(program, this.vertex);
    gl.attachShader(program, fragment);
    gl.linkProgram(program);
    const shader = { program, vectors: new Map() };
    this.known.set(text, shader);
    this.unchecked.push({ shader, fragment, samplers, vectors });
    return shader;
  }

  /**
   * Waits for all shaders and sets their texture units.
   *
   * @throws Error with the compiler's log
   */
  check(): void {
    const { gl } = this;
    const unchecked = this.unchecked;
    this.unchecked = [];
    for (const { shader, fragment, samplers, vectors } of unchecked) {
      const { program } = shader;
      if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
        const log = gl.getShaderInfoLog(fragment) || gl.getProgramInfoLog(program);
        throw new Error(`A shader does not compile: ${log}\n${gl.getShaderSource(fragment)}`);
      }
      gl.deleteShader(fragment);
      this.select(shader);
      const locationOf = (name: string) => gl.getUniformLocation(program, uniformOf(name));
      samplers.forEach((name, unit) => {
        gl.uniform1i(locationOf(name), unit);
      });
      for (const name of vectors) shader.vectors.set(name, locationOf(name));
    }
  }

  /** Makes this shader the one that is drawn with. */
  select({ program }: Shader): void {
    this.gl.useProgram(program);
  }

  private compile(type: GLenum, text: string): WebGLShader {
    const { gl } = this;
    const shader = gl.createShader(type) as WebGLShader;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    return shader;
  }
}
