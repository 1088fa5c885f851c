import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const OPS = fileURLToPath(new URL('src/maml/ops', import.meta.url));
const ID = 'virtual:assembly-kernels';

/** Instructions that the kernels are compiled for, under the names that the module exports. */
const VARIANTS = { simd: ['simd'], relaxedSimd: ['simd', 'relaxed-simd'] };

/** Compiles every `*.assembly.ts` beside the ops into one WebAssembly module. */
async function compile(features: string[]): Promise<string> {
  const { default: asc } = await import('assemblyscript/asc');
  const sources = (await readdir(OPS)).filter((name) => name.endsWith('.assembly.ts'));
  const options = '-O3 --importMemory --runtime stub --noAssert -o kernels.wasm'.split(' ');
  let binary: Uint8Array | null = null;
  const enabled = features.flatMap((feature) => ['--enable', feature]);
  const { error, stderr } = await asc.main([...sources, ...options, ...enabled], {
    readFile: (name) => readFile(join(OPS, name), 'utf8').catch(() => null),
    writeFile: (name, contents) => {
      if (name === 'kernels.wasm') binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error !== null || binary === null)
    throw new Error(`The WebAssembly kernels do not compile:\n${stderr}`);
  return Buffer.from(binary).toString('base64');
}

async function moduleSource(): Promise<string> {
  const lines = Object.entries(VARIANTS).map(async ([name, features]) => {
    const base64 = await compile(features);
    return `export const ${name} = Uint8Array.from(atob('${base64}'), (c) => c.charCodeAt(0));`;
  });
  return (await Promise.all(lines)).join('\n');
}

/** Serves `virtual:assembly-kernels`: the compiled kernels' bytes (a few kB) for each set of instructions. */
export function assemblyKernels(): Plugin {
  let source: Promise<string> | null = null;
  return {
    name: 'assembly-kernels',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load(id) {
      if (id !== `\0${ID}`) return undefined;
      source ??= moduleSource();
      return source;
    },
  };
}
