import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalServer, serve } from '../../../src/cli/server.ts';

const THIS_FILE = fileURLToPath(import.meta.url);

let server: LocalServer;
let host: string;

beforeEach(async () => {
  server = await serve(new Map([['/index.html', Buffer.from('the page')]]), [THIS_FILE]);
  host = new URL(server.address).host;
});

afterEach(() => server.close());

/** What comes back for these lines as they are, over a connection of its own. */
async function send(first: string, headers: Record<string, string> = { Host: host }, body = '') {
  const socket = connect(Number(host.split(':')[1]), '127.0.0.1');
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.write([first, ...lines, '', body].join('\r\n'));
  const answer = await text(socket);
  return { status: Number(answer.split(' ')[1]), body: answer.split('\r\n\r\n')[1] };
}

const post = (name: string, headers: Record<string, string>) =>
  send(`POST /posted/${name} HTTP/1.1`, { 'Content-Length': '2', ...headers }, 'hi');

test('pages and files are served to the page itself', async () => {
  const page = await send('GET /index.html HTTP/1.1');
  expect(page.status).toBe(200);
  expect(page.body).toContain('the page');
  expect((await send('GET /files/0 HTTP/1.1')).status).toBe(200);
  expect((await send('GET /files/7 HTTP/1.1')).status).toBe(404);
  expect((await send('GET /../../etc/passwd HTTP/1.1')).status).toBe(404);
});

test.each([
  'GET // HTTP/1.1',
  'GET //else.where/index.html HTTP/1.1',
  'GET http://else.where/index.html HTTP/1.1',
  'GET http:// HTTP/1.1',
  'GET /a b HTTP/1.1',
  'GET',
])('a malformed request is answered with 400, and the server lives: %s', async (first) => {
  expect((await send(first)).status).toBe(400);
  expect((await send('GET /index.html HTTP/1.1')).status).toBe(200);
});

test('what the page posts is kept; what another page posts is refused', async () => {
  expect((await post('mine', { Host: host, Origin: server.address })).status).toBe(204);
  const others: Record<string, string>[] = [{}, { Origin: 'null' }, { Origin: 'https://else.where' }];
  for (const origin of others) {
    expect((await post('theirs', { Host: host, ...origin })).status).toBe(403);
  }
  expect([...server.posted]).toEqual([['mine', Buffer.from('hi')]]);
});

test('a name of another page that leads here opens nothing', async () => {
  expect((await send('GET /files/0 HTTP/1.1', { Host: 'else.where' })).status).toBe(403);
  expect((await send('GET /index.html HTTP/1.1', { Host: 'localhost' })).status).toBe(403);
});
