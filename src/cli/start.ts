import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { preview } from 'vite';
import { readArguments } from './arguments.ts';
import { buildPage, ROOT } from './build.ts';
import { runProgram, UsageError } from './program.ts';

const HELP = `Serves MAML Playground on this machine, with the headers that shared memory needs.

  npm start -- [--port N] [--no-open]

  --port N     the port (4173 by default); where it is taken, the next free one
  --no-open    do not open the browser

Builds the page first where the build is missing or older than the sources. Ctrl-C ends it.
`;

/** How many ports to try after the one asked for. */
const FURTHER_PORTS = 20;

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new UsageError(`--port ${text}: expected a number from 1 to 65535`);
  }
  return port;
}

/** Why this port cannot be listened on: null where it can. */
function obstacle(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, 'localhost', () => probe.close(() => resolve(null)));
  });
}

/** The port asked for or the next free one; says so where it is another. */
async function freePort(asked: number): Promise<number> {
  const last = Math.min(65535, asked + FURTHER_PORTS);
  for (let port = asked; port <= last; port++) {
    const reason = await obstacle(port);
    if (reason === null) {
      if (port !== asked) console.log(`Port ${asked} is taken; using ${port} instead.`);
      return port;
    }
    if (reason === 'EACCES') throw new UsageError(`Port ${port} needs more rights than this user has.`);
    if (reason !== 'EADDRINUSE') throw new Error(`Port ${port} cannot be used (${reason}).`);
  }
  throw new Error(`Ports ${asked} to ${last} are all taken. Choose another with --port.`);
}

/** Whether someone sits in front of this machine. */
function hasDesktop(): boolean {
  const { CI, DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION } = process.env;
  if (CI || SSH_CONNECTION || !process.stdout.isTTY) return false;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

/** Opens the address in the person's browser; where that fails the printed address serves. */
function openBrowser(address: string): void {
  const [command, ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  spawn(command, [...before, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

await runProgram(async () => {
  const { values } = readArguments({
    options: {
      port: { type: 'string', default: '4173' },
      open: { type: 'boolean', default: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const port = await freePort(parsePort(values.port));
  const started = performance.now();
  if ((await buildPage()) === 'built') {
    console.log(`Built the page in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  }
  await preview({ root: ROOT, logLevel: 'error', preview: { port, strictPort: true, host: 'localhost' } });
  const address = `http://localhost:${port}/`;
  console.log(`MAML Playground is at ${address} (Ctrl-C to stop)`);
  if (values.open && hasDesktop()) openBrowser(address);
  return 0;
});
