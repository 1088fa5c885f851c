import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const OPS = fileURLToPath(new URL('src/maml/ops', import.meta.url));
const ID = 'virtual:assembly-kernels';

/** Compiles every `*.assembly.ts` beside the ops into one WebAssembly module. */
async function compile(): Promise<Uint8Array> {
  const { default: asc } = await import('assemblyscript/asc');
  const sources = (await readdir(OPS)).filter((name) => name.endsWith('.assembly.ts'));
  let binary: Uint8Array | null = null;
  const options = '-O3 --enable simd --importMemory --runtime stub --noAssert -o kernels.wasm'.split(' ');
  const { error, stderr } = await asc.main([...sources, ...options], {
    readFile: (name) => readFile(join(OPS, name), 'utf8').catch(() => null),
    writeFile: (name, contents) => {
      if (name === 'kernels.wasm') binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error !== null || binary === null)
    throw new Error(`The WebAssembly kernels do not compile:\n${stderr}`);
  return binary;
}

/** Serves `virtual:assembly-kernels`: the compiled module's bytes (a few kB) as its default export. */
export function assemblyKernels(): Plugin {
  let compiled: Promise<Uint8Array> | null = null;
  return {
    name: 'assembly-kernels',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return undefined;
      compiled ??= compile();
      const base64 = Buffer.from(await compiled).toString('base64');
      return `export default Uint8Array.from(atob('${base64}'), (c) => c.charCodeAt(0));`;
    },
  };
}
