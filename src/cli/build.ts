import { readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every file and folder under `path`, itself too; nothing where it does not exist. */
async function walk(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => null);
  if (info === null) return [];
  if (!info.isDirectory()) return [path];
  const inside = await Promise.all((await readdir(path)).map((name) => walk(join(path, name))));
  return [path, ...inside.flat()];
}

/** When the youngest of these files and folders (under ROOT) last changed, in ms; 0 where there are none. */
async function youngest(paths: string[]): Promise<number> {
  const files = (await Promise.all(paths.map((path) => walk(join(ROOT, path))))).flat();
  const infos = await Promise.all(files.map((file) => stat(file)));
  return Math.max(0, ...infos.map((info) => info.mtimeMs));
}

/** What every build depends on beside its sources. */
export const BUILD_SETUP = ['vite.config.ts', 'assembly-kernels.ts', 'link-preview.ts', 'package-lock.json'];

/** Whether a build's file is missing, or older than a file or folder (under ROOT) that it was made from. */
export async function isStale(output: string, sources: string[]): Promise<boolean> {
  const info = await stat(output).catch(() => null);
  return info === null || info.mtimeMs < (await youngest(sources));
}

/** Sources may change while a build runs: its files count as old as its start. */
async function buildAs(marker: string, outDir: string, root: string): Promise<void> {
  const started = new Date();
  // Loaded only where there is something to build: it takes longer than all else here.
  const { build } = await import('vite');
  await build({
    root,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      rolldownOptions: root === ROOT ? undefined : { input: join(root, marker) },
    },
  });
  await utimes(join(outDir, marker), started, started);
}

/** Builds the page into `dist` where that is missing or older than its sources. */
export async function buildPage(): Promise<'built' | 'fresh'> {
  const outDir = join(ROOT, 'dist');
  const sources = ['src', 'public', 'index.html', ...BUILD_SETUP];
  if (!(await isStale(join(outDir, 'index.html'), sources))) return 'fresh';
  await buildAs('index.html', outDir, ROOT);
  return 'built';
}

const HARNESS = join(ROOT, '.cache', 'harness');
const HARNESS_SOURCES = [
  ...['data', 'tasks', 'maml', 'workers', 'session', 'cli/page'].map((room) => `src/${room}`),
  ...BUILD_SETUP,
];

async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const path of await walk(folder)) {
    if (!(await stat(path)).isFile()) continue;
    files.set(`/${relative(folder, path).split(sep).join('/')}`, await readFile(path));
  }
  return files;
}

/** The page side of the command line, built and in memory, by address (`/index.html`, ...). */
export async function buildHarness(): Promise<Map<string, Buffer>> {
  if (!(await isStale(join(HARNESS, 'index.html'), HARNESS_SOURCES))) return readFolder(HARNESS);
  // Several programs may build at once: each in a folder of its own, and the last one's stays.
  const mine = `${HARNESS}-${process.pid}`;
  await buildAs('index.html', mine, resolve(ROOT, 'src/cli/page'));
  const files = await readFolder(mine);
  await rm(HARNESS, { recursive: true, force: true });
  await rename(mine, HARNESS).catch(() => rm(mine, { recursive: true, force: true }));
  return files;
}
