import { expect, type Page } from '@playwright/test';
import { findChromium, QUIET, SOFTWARE_WEBGL } from '../../../src/cli/chromium.ts';
import type { Desk } from '../../../src/session/drawings/storage.ts';
import { DrawingView } from '../support/drawing.ts';
import { drawOn, SYMBOLS } from '../support/hand.ts';
import { valuesKept } from '../support/kept.ts';
import { test } from './harness.ts';

// Composed as on a graphics card: without one every canvas is a layer.
test.use({
  launchOptions: { executablePath: findChromium() ?? undefined, args: [...QUIET, ...SOFTWARE_WEBGL] },
});

/** How many drawings the browser keeps by now. */
async function drawingsKept(page: Page): Promise<number> {
  const [{ set }] = await valuesKept<Desk>(page, 'maml-playground-desk', 'desk');
  return set.symbols.reduce((sum, { drawings }) => sum + drawings.length, 0);
}

test('the largest set: a hundred drawings outlast a reload, and are no layers of the page', async ({
  page,
  show,
}) => {
  const view = new DrawingView(page);
  await show('running', { view: 'draw', kept: 1 });
  for (let symbols = 5; symbols < 20; symbols++) await view.button('Add a symbol').click();
  await expect(view.button('Add a symbol')).toBeDisabled();
  for (let shots = 1; shots < 5; shots++) await view.button('Drawings of each: more').click();
  await view.button('Draw them for me').click();
  await expect(view.button('Draw them for me')).toBeDisabled();
  await expect.poll(() => drawingsKept(page)).toBe(100);
  await page.reload();
  await expect(page.getByRole('button', { name: /^Drawing 5 of .*20, drawn/ })).toBeVisible();

  const devtools = await page.context().newCDPSession(page);
  let layers: number | undefined;
  devtools.on('LayerTree.layerTreeDidChange', (event) => {
    layers = event.layers?.length;
  });
  await devtools.send('DOM.enable');
  await devtools.send('LayerTree.enable');
  await drawOn(view.query, SYMBOLS.ring);
  await expect.poll(() => layers).toBeGreaterThan(0);
  expect(layers).toBeLessThan(20);
});
