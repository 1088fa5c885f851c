import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { isolationHeaders } from './isolation.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** Bytes to serve: those of a file on the disk, or these. */
export type Piece = string | Uint8Array;

export interface LocalServer {
  address: string;
  /** What the page posted to `/posted/NAME`, by name. */
  posted: Map<string, Buffer>;
  close(): Promise<void>;
}

/** The path asked for on this server; null where the request names another server, or is no address at all. */
function pathOf({ url = '/' }: IncomingMessage, host: string): string | null {
  const base = `http://${host}`;
  if (!URL.canParse(url, base)) return null;
  const { origin, pathname } = new URL(url, base);
  return origin === base ? pathname : null;
}

/**
 * Whether a request is of this server's own page: other pages may send some too, and a name of theirs may lead to
 * this machine. Browsers tell the page's origin with every POST.
 */
function isOwn({ method, headers }: IncomingMessage, host: string): boolean {
  return headers.host === host && (method !== 'POST' || headers.origin === `http://${host}`);
}

/** Pieces one after the other. */
async function* bytesOf(pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (typeof piece === 'string') yield* createReadStream(piece);
    else yield piece;
  }
}

/**
 * Serves the built page side and some files of the disk to this machine only, with the headers that shared
 * memory needs. What is malformed is answered with 400, what another page sends with 403.
 *
 * @param pages what to answer, by address path
 * @param files answered at `/files/INDEX`; a list of pieces as if it were one file
 */
export async function serve(
  pages: Map<string, Buffer>,
  files: readonly (Piece | readonly Piece[])[],
): Promise<LocalServer> {
  const posted = new Map<string, Buffer>();
  const keep = async (request: IncomingMessage, name: string) => {
    posted.set(name, await buffer(request));
  };

  const server = createServer((request, response) => {
    const host = `127.0.0.1:${port}`;
    const path = pathOf(request, host);
    if (path === null || !isOwn(request, host)) {
      response.writeHead(path === null ? 400 : 403).end();
      return;
    }
    const headers = {
      ...isolationHeaders,
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    };
    const page = pages.get(path);
    const file = path.startsWith('/files/') ? files[Number(path.slice('/files/'.length))] : undefined;
    if (request.method === 'POST' && path.startsWith('/posted/')) {
      keep(request, path.slice('/posted/'.length)).then(
        () => response.writeHead(204, headers).end(),
        () => response.destroy(),
      );
    } else if (page) {
      response.writeHead(200, headers).end(page);
    } else if (file) {
      response.writeHead(200, headers);
      Readable.from(bytesOf(Array.isArray(file) ? file : [file as Piece]))
        .on('error', () => response.destroy())
        .pipe(response);
    } else {
      response.writeHead(404, headers).end();
    }
  });
  const port = await listen(server);
  return {
    address: `http://127.0.0.1:${port}`,
    posted,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Listens on a free port of this machine and returns it. */
function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The local server has no port.'));
      else resolve(address.port);
    });
  });
}
