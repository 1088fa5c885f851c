import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Serves a folder under `prefix`, and nothing beside it, as the plainest static host does: no extra headers. */
export async function serveFolder(folder: string, prefix: string) {
  const missing: string[] = [];
  const sent = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(prefix) ? pathname.slice(prefix.length) || 'index.html' : null;
    const content = inside && (await readFile(join(folder, inside)).catch(() => null));
    if (!inside || !content) {
      missing.push(pathname);
      response.writeHead(404).end();
      return;
    }
    sent.set(inside, content);
    response
      .writeHead(200, { 'Content-Type': TYPES[extname(inside)] ?? 'application/octet-stream' })
      .end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}${prefix}`,
    /** What was asked for and is not there. */
    missing,
    /** What was sent, by its path in the folder. */
    sent,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
