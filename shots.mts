import { chromium } from '@playwright/test';
import { serveFolder } from './tests/browser/support/static.ts';
const server = await serveFolder('.cache/states', '/');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--disable-gpu-compositing','--disable-gpu-rasterization'] });
const page = await browser.newPage();
const out = '/tmp/h/lead/shots'; 
import { mkdirSync } from 'node:fs'; mkdirSync(out, { recursive: true });
for (const spec of process.argv.slice(2)) {
  const [name, size, query] = spec.split('|');
  const [width, height] = size.split('x').map(Number);
  await page.setViewportSize({ width, height });
  await page.goto(`${server.address}tests/browser/ui/index.html?${query}`);
  await page.waitForTimeout(700);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${out}/${name}.png` });
}
await browser.close(); await server.close();
