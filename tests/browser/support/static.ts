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

/** Serves a folder under `prefix`, and nothing beside it, as plain static hosts do: no headers but these two. */
export async function serveFolder(folder: string, prefix: string) {
  const missing: string[] = [];
  const sent: { path: string; content: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(prefix) ? pathname.slice(prefix.length) || 'index.html' : null;
    const content = inside && (await readFile(join(folder, inside)).catch(() => null));
    if (!inside || !content) {
      missing.push(pathname);
      response.writeHead(404).end();
      return;
    }
    sent.push({ path: inside, content });
    response
      .writeHead(200, {
        'Content-Type': TYPES[extname(inside)] ?? 'application/octet-stream',
        'Cache-Control': 'max-age=600',
      })
      .end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}${prefix}`,
    /** What was asked for and is not there. */
    missing,
    /** What was sent, as often as it was; what the browser has in its cache is not asked for. */
    sent,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
