import { expect, type Page } from '@playwright/test';
import JSZip from 'jszip';
import { findViolations } from '../support/axe.ts';
import { Playground, zipFile } from '../support/playground.ts';
import { overflow, test } from './harness.ts';
import { type StateName, stateNames } from './stateNames.ts';

// The page over made-up states: what each looks like to a person, to a keyboard and to a screen reader.

/** States that between them show every part of the page. */
const LOOKED_AT: StateName[] = [
  'opening',
  'measuring',
  'loading',
  'warming',
  'running',
  'diverged',
  'new-network',
  'skipped',
];

for (const state of LOOKED_AT) {
  test(`${state}: axe finds nothing in either theme`, async ({ page, show }) => {
    await show(state);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect(await findViolations(page, 'colours')).toEqual([]);
  });
}

test('no state scrolls on a laptop', async ({ page, show, switchTo }) => {
  await show('running');
  for (const state of stateNames) {
    await switchTo(state);
    expect(await overflow(page), state).toEqual({ across: 0, down: 0 });
  }
});

const MESSAGES: Partial<Record<StateName, RegExp>> = {
  'not-a-zip': /omniglot\.rar is not a zip archive/,
  truncated: /ends too early/,
  encrypted: /locked with a password/,
  'empty-file': /images_background\.zip is empty/,
  'bad-archive': /holiday\.zip holds no drawings/,
  bomb: /unpack to far more/,
  'all-corrupt': /None of the drawings/,
  unreadable: /cannot be read/,
};

test('every bad archive has its own message, what is safe, and a remedy', async ({
  page,
  show,
  switchTo,
}) => {
  await show('running');
  for (const [state, message] of Object.entries(MESSAGES)) {
    await switchTo(state as StateName);
    const notice = page.getByRole('region', { name: 'Notice' });
    await expect(notice.getByRole('alert')).toHaveText(message);
    await expect(notice).toContainText('The invented alphabets are still in use.');
    await expect(notice.getByRole('button', { name: 'Choose another file' })).toBeVisible();
    await notice.getByRole('button', { name: 'Close' }).click();
    await expect(notice).toHaveCount(0);
  }
});

test('a diverged run says why, what is kept, and how to go on', async ({ page, show }) => {
  await show('diverged');
  await expect(page.getByRole('alert')).toHaveText(
    'The loss is no longer a number since iteration 412. The usual cause is too long a stride in the inner loop (α = 2). The weights of iteration 400 are kept.',
  );
  await expect(page.getByRole('button', { name: 'Set α to 0.1 and go on from 400' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Query loss' })).toContainText('NaN, 412');
});

test('a run that does not come back says what was seen, and goes on where a person says so', async ({
  page,
  show,
}) => {
  await show('exploded');
  await expect(page.getByRole('alert')).toHaveText(
    'The loss stays far above guessing (1.61): 14.5 on average over the last 40 meta-iterations, 13.9 over the 40 before. The usual cause is too long a stride in the inner loop (α = 4).',
  );
  await expect(page.getByRole('button', { name: 'Set α to 0.1 and go on from 400' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Query loss' })).toContainText('stopped, 480');
  await page.getByRole('button', { name: 'Keep going from 480' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('Start, figure and charts are above the fold down to 1280 by 650', async ({ page, show }) => {
  await page.setViewportSize({ width: 1280, height: 650 });
  await show('new-network');
  const inside = async (name: string) => {
    const box = await page.getByRole('region', { name, exact: true }).boundingBox();
    expect(box).not.toBeNull();
    expect(box!.y + box!.height).toBeLessThanOrEqual(650);
    expect(box!.height).toBeGreaterThan(90);
  };
  await inside('Query accuracy');
  await inside('Query loss');
  expect((await overflow(page)).across).toBe(0);
});

test('the discs stand over their columns and the curve', async ({ page, show }) => {
  await show('running');
  for (let step = 0; step <= 5; step++) {
    const disc = await page.locator('.loops .disc').nth(step).boundingBox();
    const picture = await page.locator(`.loops .cell.step-${step} .picture`).first().boundingBox();
    const mark = await page.locator('.learnt-mark').nth(step).boundingBox();
    expect(Math.abs(disc!.x - picture!.x)).toBeLessThan(4);
    expect(Math.abs(disc!.x + disc!.width / 2 - (mark!.x + mark!.width / 2))).toBeLessThan(1);
  }
});

test('pointing at a disc fades the other steps, in both charts', async ({ page, show }) => {
  await show('running');
  await page.getByRole('button', { name: 'Show only step 2' }).hover();
  for (const chart of ['Query accuracy', 'Query loss']) {
    const lines = page.getByRole('region', { name: chart });
    await expect(lines.locator('.line.step-2')).toHaveCSS('opacity', '1');
    await expect(lines.locator('.line.step-4')).toHaveCSS('opacity', '0.16');
  }
});

test('space starts and pauses, "?" helps, and Tab never enters a drawing', async ({ page, show }) => {
  await show('paused');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'What you see' })).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const stops = new Set<string>();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    stops.add(await page.evaluate(() => document.activeElement?.tagName.toLowerCase() ?? ''));
  }
  expect(
    [...stops].filter((tag) => !['a', 'button', 'input', 'select', 'summary', 'body'].includes(tag)),
  ).toEqual([]);
});

test('the performance view adds up, measures again, and is for every screen and reader', async ({
  page,
  show,
}) => {
  await show('running');
  const opener = page.getByRole('button', { name: 'Performance' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const view = page.getByRole('dialog', { name: 'Performance' });
  const rows = view.getByRole('table').locator('tbody tr');
  await expect(rows).toHaveCount(8);
  const milliseconds = await rows.locator('td:nth-child(2)').allTextContents();
  const total = await view.locator('tfoot td').first().textContent();
  const sum = milliseconds.reduce((all, each) => all + Number.parseFloat(each), 0);
  expect(Math.abs(sum - Number.parseFloat(total!))).toBeLessThan(0.5);
  await expect(view).toContainText('so it was set aside unmeasured');
  expect(await findViolations(page)).toEqual([]);

  await view.getByRole('button', { name: 'Measure again' }).click();
  await expect(view.getByRole('region', { name: 'Backends on this machine' })).toContainText(
    /WebGL.*5\.1 it\/s.*WebAssembly.*9\.4 it\/s in use/,
  );
  await page.setViewportSize({ width: 360, height: 740 });
  // The page is drawn anew some frames after its window has another size.
  await expect.poll(async () => (await overflow(page)).across).toBe(0);
  await expect.poll(() => view.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(view).toHaveCount(0);
  await page.setViewportSize({ width: 1366, height: 768 });
  await expect(opener).toBeFocused();
});

test('why this backend is in its hint', async ({ page, show }) => {
  await show('running');
  await page.getByRole('button', { name: 'Wasm, worker' }).hover();
  await expect(page.getByRole('tooltip').filter({ visible: true })).toHaveText(
    /^WebAssembly 8\.6 it\/s: using WebAssembly\. The browser draws WebGL with the processor/,
  );
});

test('a rate can be dragged, typed, and reached from the figure', async ({ page, show }) => {
  await show('running');
  const slider = page.getByRole('slider', { name: 'Inner learning rate', exact: true });
  const number = page.getByLabel('Inner learning rate, number');
  await expect(slider).toHaveAttribute('aria-valuetext', '0.1');
  await slider.focus();
  await page.keyboard.press('End');
  await expect(number).toHaveValue('10');
  await page.keyboard.press('Home');
  await expect(number).toHaveValue('0.001');
  await number.fill('0.4');
  await number.press('Enter');
  await expect(slider).toHaveAttribute('aria-valuetext', '0.4');
  await number.fill('fast');
  await number.press('Enter');
  await expect(number).toHaveValue('0.4');
  await page.getByTitle('Outer learning rate: go to its slider').click();
  await expect(page.getByRole('slider', { name: 'Outer learning rate', exact: true })).toBeFocused();
});

test('a run that made way is announced, and comes back or is given up by the keyboard', async ({
  page,
  show,
  switchTo,
}) => {
  await show('aside');
  const notice = page.getByRole('region', { name: 'Notice' });
  await expect(notice.getByRole('alert')).toHaveText(
    'The run of 1,240 meta-iterations is put aside. It can come back with all that it learnt, its settings and its data set.',
  );
  const status = page.getByRole('status').and(page.locator('[data-iteration]'));
  await expect(status).toHaveAttribute('data-iteration', '0');
  await notice.getByRole('button', { name: 'Bring it back' }).press('Enter');
  await expect(status).toHaveAttribute('data-iteration', '1240');
  await expect(notice).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeFocused();

  await switchTo('aside', { lang: 'zh' });
  await expect(page.getByRole('alert')).toContainText('1,240 次元迭代的那次训练已搁置');
  await page.getByRole('button', { name: '放弃这次训练' }).press('Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(status).toHaveAttribute('data-iteration', '0');
});

test('the set’s parts are told with their rule, and the final exam says on which of them it was held', async ({
  page,
  show,
  switchTo,
}) => {
  await show('running');
  const data = page.locator('.group').filter({ hasText: 'Final exam' });
  await expect(data).toContainText('651 meta-training · 63 validation · 252 meta-test');
  await data.getByRole('button', { name: /meta-training/ }).focus();
  await expect(page.getByRole('tooltip')).toContainText('Split by class');
  await expect(page.getByRole('tooltip')).toContainText('fedcba9876543210');
  const accuracy = page.getByRole('region', { name: 'Query accuracy' });
  await expect(accuracy.locator('.chart-head')).toContainText('validation, 95% interval');
  await data.getByRole('button', { name: 'Final exam' }).press('Enter');
  const notice = page.getByRole('region', { name: 'Notice' });
  await expect(notice.getByRole('alert')).toHaveText(
    /^Final exam at meta-iteration 1,240: \d\d\.\d ± 2\.5% right after 5 inner steps, on 600 tasks of 252 meta-test characters\.\s*$/,
  );
  await notice.getByRole('button', { name: 'Close' }).click();

  await switchTo('examining');
  const bar = page.getByRole('progressbar', { name: 'Examining' });
  await expect(bar).toHaveAttribute('aria-valuenow', '40');
  await page.locator('.group').filter({ has: bar }).getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(page.getByRole('progressbar')).toHaveCount(0);

  await switchTo('trained-on', { lang: 'zh' });
  await expect(page.getByRole('alert')).toHaveText(
    'mine.safetensors 里的网络在元训练时用过这个数据集的 252 个元测试字符中的 252 个。在它们上面的结果不算测试。',
  );
  await switchTo('empty', { lang: 'zh' });
  await expect(page.getByRole('button', { name: '最终测试' })).toBeDisabled();
});

test('a new network is asked for by the value chosen, which the settings show meanwhile', async ({
  page,
  show,
  switchTo,
}) => {
  await show('new-network');
  await expect(page.getByRole('alert')).toHaveText(
    /^Ways 10: this needs a new network\. This one, of 1,240 meta-iterations, is put aside then/,
  );
  await expect(page.getByRole('spinbutton', { name: 'Ways' })).toHaveValue('10');
  await page.getByRole('button', { name: 'Keep this one' }).click();
  await expect(page.getByRole('spinbutton', { name: 'Ways' })).toHaveValue('5');
  await switchTo('new-network', { lang: 'zh' });
  await expect(page.getByRole('alert')).toContainText('改为类别数 10需要一个新网络');
});

test('every small number can be typed, or moved by the arrow keys', async ({ page, show }) => {
  await show('paused');
  for (const [name, most] of [
    ['Ways', 20],
    ['Shots', 10],
    ['Queries', 19],
    ['Steps', 10],
    ['Tasks at once', 64],
  ] as const) {
    const number = page.getByRole('spinbutton', { name, exact: true });
    await number.fill('7');
    await number.press('Enter');
    await expect(number, name).toHaveAttribute('aria-valuenow', '7');
    await number.press('ArrowUp');
    await expect(number, name).toHaveValue('8');
    await number.press('ArrowDown');
    await page.getByRole('button', { name: `${name}: fewer` }).click();
    await expect(number, name).toHaveValue('6');
    await number.fill('99');
    await number.blur();
    await expect(number, name).toHaveValue(String(most));
    await number.fill('many');
    await number.press('Enter');
    await expect(number, name).toHaveValue(String(most));
    await number.fill('3');
    await number.press('Escape');
    await expect(number, name).toHaveValue(String(most));
  }
});

test('a set of drawings dropped on Draw opens there; elsewhere it is told, with the way to Draw', async ({
  page,
  show,
  switchTo,
}) => {
  const drawings = {
    name: 'Runes',
    shots: 1,
    symbols: [
      { name: 'the hook', drawings: [] },
      { name: null, drawings: [] },
    ],
  };
  const zip = new JSZip().file('Runes/drawings.json', JSON.stringify({ version: 1, ...drawings }));
  const upload = zipFile('runes.zip', await zip.generateAsync({ type: 'nodebuffer' }));
  await show('running', { view: 'draw' });
  await new Playground(page).drop(upload);
  await expect(page.getByRole('textbox', { name: 'Name of this set' })).toHaveValue('Runes');
  await expect(page.getByRole('region', { name: 'Notice' })).toHaveCount(0);

  await switchTo('drawings', { view: 'train' });
  await expect(page.getByRole('alert')).toHaveText(/^runes\.zip holds a set of drawings made in Draw\./);
  await page.getByRole('button', { name: 'Use it as a data set' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await switchTo('drawings', { view: 'train', theme: 'dark' });
  await page.getByRole('button', { name: 'Open it in Draw' }).click();
  await expect(page.getByRole('heading', { name: 'Draw', exact: false }).first()).toBeVisible();
});

test('the status element tells the iteration, and announces it seldom', async ({ page, show }) => {
  await show('running');
  const status = page.getByRole('status').and(page.locator('[data-iteration]'));
  await expect(status).toHaveAttribute('data-iteration', '1240');
  await expect(status).toContainText('Shown each symbol once, it gets 93% right.');
  await expect(status).toContainText('Guessing: 20%.');
  await expect(status).toHaveAttribute('aria-live', 'off');
});

test('a tablet scrolls down only, with the settings below the charts', async ({ page, show }) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  await show('running');
  expect((await overflow(page)).across).toBe(0);
  const charts = await page.getByRole('region', { name: 'Query loss' }).boundingBox();
  const settings = await page.getByRole('complementary', { name: 'Settings' }).boundingBox();
  expect(settings!.y).toBeGreaterThanOrEqual(charts!.y + charts!.height);
  expect(await findViolations(page)).toEqual([]);
});

test('a phone turns the figure on its side, with targets for a thumb', async ({ page, show }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await show('running');
  expect((await overflow(page)).across).toBe(0);
  expect(await findViolations(page)).toEqual([]);
  const start = await page.getByRole('button', { name: 'Pause', exact: true }).boundingBox();
  expect(start!.y).toBeGreaterThan(650);
  // The hints' targets reach beyond their words.
  for (const target of await page.locator('button:not(.hinted):visible, select:visible, label.drop').all()) {
    const box = await target.boundingBox();
    expect(box!.height, await target.ariaSnapshot()).toBeGreaterThanOrEqual(40);
  }
  await page.getByRole('radio', { name: 'step 3' }).press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'step 4' })).toBeChecked();
  await expect(page.getByText('step 4: it says')).toBeVisible();
});

test('a projector shows figure and accuracy, larger, with the two rates', async ({ page, show }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await show('running', { present: 1 });
  expect(await overflow(page)).toEqual({ across: 0, down: 0 });
  await expect(page.getByRole('slider', { name: 'learning rate' })).toHaveCount(2);
  // The third one reads the chart.
  await expect(page.getByRole('slider')).toHaveCount(3);
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Query loss' })).toHaveCount(0);
  expect(await findViolations(page)).toEqual([]);
});

test('more ways than five show five of them and say so; many steps keep to their room', async ({
  page,
  show,
}) => {
  await show('running', { ways: 20, steps: 10 });
  await expect(page.getByText('5 of 20 symbols, 1 of 5 query drawings shown.')).toBeVisible();
  await expect(page.locator('.loops .cell')).toHaveCount(55);
  await expect(page.getByRole('region', { name: 'Query accuracy' }).locator('.end-label')).toHaveCount(3);
  expect(await overflow(page)).toEqual({ across: 0, down: 0 });
});

/** Words that are cut off: in what neither wraps nor scrolls, wider than its box. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'button:not(.hinted), h2, h3, dt, .stat dd, .row > span:not(.hint), .chart-key, .say p, .notice p',
      ),
    ]
      .filter((element) => element.getClientRects().length > 0 && element.closest('.hidden') === null)
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => getComputedStyle(element).display !== 'inline')
      .map((element) => element.textContent ?? ''),
  );
}

for (const [device, width, height] of [
  ['laptop', 1366, 768],
  ['tablet', 820, 1180],
  ['phone', 360, 740],
] as const) {
  test(`every state has room for its Chinese words on a ${device}`, async ({ page, show, switchTo }) => {
    await page.setViewportSize({ width, height });
    await show('running', { lang: 'zh', theme: 'dark' });
    for (const state of stateNames) {
      await switchTo(state);
      await expect.poll(async () => (await overflow(page)).across, { message: state }).toBe(0);
      await expect.poll(() => cutOff(page), { message: state }).toEqual([]);
      if (device === 'laptop') expect((await overflow(page)).down, state).toBe(0);
    }
  });
}
