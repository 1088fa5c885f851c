/**
 * Times the page's data worker in a real browser against Python with Pillow, from the same archive, by turns:
 *
 *     npx tsx tests/bench/load.ts FILE.zip [ROUNDS]
 *
 * Prints a JSON line per round and one with the medians and their ratio. `python3` with Pillow is needed;
 * PYTHON names another one.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { findChromium, QUIET } from '../../src/cli/chromium.ts';

const [archive, rounds = '3'] = process.argv.slice(2);
if (!archive || !existsSync(archive)) {
  console.error('Usage: npx tsx tests/bench/load.ts FILE.zip [ROUNDS]');
  process.exit(2);
}
const python = process.env.PYTHON ?? (existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3');
const pillowScript = fileURLToPath(new URL('pillow_load.py', import.meta.url));

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1];

const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
await server.listen();
const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: QUIET });
try {
  const page = await browser.newPage();
  const address = `${server.resolvedUrls?.local[0]}load-bench`;
  await page.route(address, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<input type="file">' }),
  );
  await page.goto(address);
  await page.setInputFiles('input', archive);

  /** Wall-clock seconds from the bytes in memory to the set on the main thread, and again from the cache. */
  const load = () =>
    page.evaluate(async () => {
      const door = '/src/workers/data.client.ts';
      const { createDataClient } = (await import(door)) as typeof import('../../src/workers/data.client.ts');
      const longTasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        longTasks.push(...list.getEntries().map(({ duration }) => duration));
      });
      observer.observe({ entryTypes: ['longtask'] });
      const [picked] = document.querySelector('input')?.files ?? [];
      const file = new Blob([await picked.arrayBuffer()]);
      const client = createDataClient();
      const start = performance.now();
      const set = await client.loadArchive([{ path: picked.name, file }], () => {});
      const loaded = performance.now();
      await client.keep(set);
      const kept = performance.now();
      await client.loadCached();
      const fromCache = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 100));
      observer.disconnect();
      return {
        drawings: set.dataset.pixels.length / 784,
        page: (loaded - start) / 1000,
        cache: (fromCache - kept) / 1000,
        longestTask: Math.max(0, ...longTasks),
      };
    });

  // The first one has Vite transform the sources.
  await load();
  const results = [];
  for (let round = 0; round < Number(rounds); round++) {
    const pillow = Number(execFileSync(python, [pillowScript, archive], { encoding: 'utf8' }));
    const result = { pillow, ...(await load()) };
    results.push(result);
    console.log(JSON.stringify(result));
  }
  const seconds = median(results.map((result) => result.page));
  const pillow = median(results.map((result) => result.pillow));
  console.log(JSON.stringify({ page: seconds, pillow, ratio: seconds / pillow }));
} finally {
  await browser.close();
  await server.close();
}
