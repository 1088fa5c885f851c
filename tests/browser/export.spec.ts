import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { decode } from 'fast-png';
import JSZip from 'jszip';
import { inventAlphabets, splitCharacters } from '#data';
import { decodeCheckpoint } from '../../src/session/checkpoint.ts';
import { parseOptions } from '../../src/session/options.ts';
import { createEpisodeSource } from '../../src/workers/episodes.ts';
import { drawingBytes, findPython, relativeDifference, runDistributed, WITHOUT_PYTHON } from '../pytorch.ts';
import { findViolations } from './support/axe.ts';
import { Playground, zipFile } from './support/playground.ts';
import { expect, test } from './support/test.ts';
import { test as onMadeUp } from './ui/harness.ts';

// Many files are saved and opened: more than a minute where other tests run beside.
test.describe.configure({ timeout: 150_000 });

/** A small network that learns in moments. */
const SMALL =
  '?data=invented&preset=quick&filters=8&meta-batch=2&queries=2&backend=wasm&seed=3&evaluate-every=2&evaluate-tasks=4';

interface SavedHistory {
  settings: Record<string, string | number | boolean>;
  iteration: number;
  points: { iteration: number; queryLoss: number[]; queryAccuracy: number[]; seconds: number }[];
  evaluations: {
    iteration: number;
    tasks: number;
    queryLoss: number[];
    ci95: number[];
    lossCi95: number[];
  }[];
}

async function openExports(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Presses a button that saves a file. */
async function save(dialog: Locator, button: string): Promise<{ name: string; bytes: Buffer }> {
  const download = dialog.page().waitForEvent('download');
  await dialog.getByRole('button', { name: button, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

async function historyOf(dialog: Locator): Promise<SavedHistory> {
  return JSON.parse((await save(dialog, 'History as JSON')).bytes.toString());
}

const close = (dialog: Locator) => dialog.getByRole('button', { name: 'Close' }).click();

/** Opens the page with a small network and does some meta-iterations. */
async function trained(page: Page, iterations: number, search = SMALL): Promise<Playground> {
  const playground = new Playground(page);
  await playground.open(search);
  for (let i = 1; i <= iterations; i++) {
    await playground.button('One iteration').click();
    await playground.reach(i);
  }
  return playground;
}

onMadeUp(
  'before the first iteration the dialog says what cannot be taken yet, and why',
  async ({ page, show }) => {
    await show('empty');
    const dialog = await openExports(page);
    await expect(dialog).toContainText('Nothing is learnt yet');
    for (const name of [
      'Query loss as PNG',
      'History as CSV',
      'Checkpoint as safetensors',
      'Run as one file as .maml.zip',
    ]) {
      await expect(dialog.getByRole('button', { name })).toBeDisabled();
    }
    await expect(dialog.getByRole('button', { name: 'Show the code' })).toBeEnabled();
  },
);

test('every export opens as what it is', async ({ page }) => {
  // The run ends by itself, at an iteration that is known beforehand.
  const iteration = 24;
  const playground = await trained(page, 1, `${SMALL}&iterations=${iteration}`);
  await playground.button('Start').click();
  await playground.reach(iteration);
  await expect(playground.button('Start')).toBeVisible();
  expect(await playground.iteration()).toBe(iteration);
  const dialog = await openExports(page);

  const history = await historyOf(dialog);
  expect(history.iteration).toBe(iteration);
  expect(history.settings).toMatchObject({ filters: 8, seed: 3, 'meta-batch': 2 });
  expect(history.points.map((point) => point.iteration)).toEqual(
    Array.from({ length: iteration }, (_, i) => i + 1),
  );
  expect(history.evaluations.length).toBeGreaterThan(0);

  const csv = await save(dialog, 'History as CSV');
  expect(csv.name).toBe(
    `maml-5way-1shot-strided8-1step-alpha0.1-beta0.002-seed3-iteration${iteration}-history.csv`,
  );
  const [columns, ...rows] = csv.bytes
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const table = rows.map((row) => Object.fromEntries(row.map((value, i) => [columns[i], value])));
  const training = table.filter((row) => row.classes === 'meta-training');
  expect(training.map((row) => Number(row.query_loss))).toEqual(
    history.points.flatMap((point) => point.queryLoss),
  );
  expect(training.map((row) => Number(row.query_accuracy))).toEqual(
    history.points.flatMap((point) => point.queryAccuracy),
  );
  const measured = table.filter((row) => row.classes === 'validation');
  expect(measured.map((row) => Number(row.query_accuracy_ci95))).toEqual(
    history.evaluations.flatMap(({ ci95 }) => ci95),
  );
  expect(measured.map((row) => Number(row.query_loss_ci95))).toEqual(
    history.evaluations.flatMap(({ lossCi95 }) => lossCi95),
  );

  for (const chart of ['Query accuracy', 'Query loss', 'Adaptation curve']) {
    const svg = await save(dialog, `${chart} as SVG`);
    expect(svg.name).toMatch(/-(accuracy|loss|curve)\.svg$/);
    const seen = await page.evaluate(async (text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const pixels = new Uint32Array(
        context?.getImageData(0, 0, canvas.width, canvas.height).data.buffer ?? [],
      );
      return {
        isWrong: parsed.querySelector('parsererror') !== null,
        words: [...parsed.querySelectorAll('text')].map((each) => each.textContent),
        // Whatever it needed from elsewhere, it would not have in another program.
        links: parsed.querySelectorAll('[href], style, image').length,
        ink: pixels.filter((pixel) => pixel !== 0xffffffff).length,
      };
    }, svg.bytes.toString());
    expect(seen.isWrong).toBe(false);
    expect(seen.links).toBe(0);
    expect(seen.words).toContain(chart);
    expect(seen.words.join(' ')).toContain('5-way 1-shot');
    expect(seen.ink).toBeGreaterThan(2000);

    const png = decode((await save(dialog, `${chart} as PNG`)).bytes);
    expect([png.width, png.height]).toEqual([1920, 1200]);
    expect(png.data.some((value) => value < 100)).toBe(true);
  }

  const checkpoint = await save(dialog, 'Checkpoint as safetensors');
  const { settings, state } = decodeCheckpoint(checkpoint.bytes);
  expect(settings).toMatchObject({ network: 'strided', filters: 8, seed: 3 });
  expect(state.iteration).toBe(iteration);
  const script = await save(dialog, 'PyTorch script as .py');
  expect(script.bytes.toString()).toContain(`CHECKPOINT = "${checkpoint.name}"`);

  const run = await save(dialog, 'Run as one file as .maml.zip');
  const zip = await JSZip.loadAsync(run.bytes);
  expect(Object.keys(zip.files).sort()).toEqual([
    'checkpoint.safetensors',
    'optimizer.safetensors',
    'run.json',
  ]);
  const inside = decodeCheckpoint(
    (await zip.file('checkpoint.safetensors')?.async('uint8array')) ?? new Uint8Array(),
  );
  expect(inside.state.parameters).toEqual(state.parameters);
});

test('a run reopens from its file, and goes on as if it had never been closed', async ({ page, browser }) => {
  const playground = await trained(page, 3);
  const dialog = await openExports(page);
  const run = await save(dialog, 'Run as one file as .maml.zip');
  await close(dialog);
  const shown = await playground.chart('Query loss').locator('p').first().textContent();
  await playground.button('One iteration').click();
  await playground.reach(4);
  const expected = await historyOf(await openExports(page));

  const elsewhere = await browser.newContext({ locale: 'en', viewport: { width: 1366, height: 768 } });
  const another = new Playground(await elsewhere.newPage());
  // The page's own run is still being opened when the file's is: the one asked for last is the one that counts.
  let letOn = () => {};
  const held = new Promise<void>((resolve) => {
    letOn = resolve;
  });
  await another.page.route(/webgl2\.worker/, async (route) => {
    await held;
    await route.continue();
  });
  await another.open('?data=invented');
  await another.archiveInput.setInputFiles({
    name: 'run.zip',
    mimeType: 'application/zip',
    buffer: run.bytes,
  });
  await expect.poll(() => another.option('filters')).toBe('8');
  letOn();
  await another.reach(3);
  expect(another.option('seed')).toBe('3');
  await expect(another.chart('Query loss').locator('p').first()).toHaveText(shown ?? '');
  await another.button('One iteration').click();
  await another.reach(4);
  const found = await historyOf(await openExports(another.page));
  const figures = ({ points }: SavedHistory) =>
    points.map(({ iteration, queryLoss }) => ({ iteration, queryLoss }));
  expect(figures(found)).toEqual(figures(expected));
  expect(found.evaluations).toEqual(expected.evaluations);
  await elsewhere.close();
});

test('a file that only looks like a run is refused; a run of another data set says which, and goes on where asked', async ({
  page,
}) => {
  const playground = await trained(page, 2);
  const broken = new JSZip();
  broken.file('run.json', '{}');
  await playground.drop(zipFile('broken.maml.zip', await broken.generateAsync({ type: 'nodebuffer' })));
  await expect(playground.notice).toContainText('broken.maml.zip cannot be opened as a run');
  expect(await playground.iteration()).toBe(2);
  const dialog = await openExports(page);
  const run = await save(dialog, 'Run as one file as .maml.zip');
  await close(dialog);
  const zip = await JSZip.loadAsync(run.bytes);
  const record = JSON.parse((await zip.file('run.json')?.async('string')) ?? '');
  record.data = {
    ...record.data,
    source: 'archive',
    name: 'omniglot_standard.zip',
    characters: 1623,
    drawings: 32_460,
  };
  zip.file('run.json', JSON.stringify(record));
  await playground.button('Reset').click();
  await expect.poll(() => playground.iteration()).toBe(0);
  await playground.drop(zipFile('theirs.maml.zip', await zip.generateAsync({ type: 'nodebuffer' })));
  await expect(playground.notice).toContainText('learnt from omniglot_standard.zip');
  expect(await playground.iteration()).toBe(0);
  await playground.notice.getByRole('button', { name: 'Go on with the invented alphabets' }).click();
  await playground.reach(2);
});

test('the code is the settings as a program, and follows them', async ({ page }) => {
  await new Playground(page).open(SMALL);
  const openCode = async () => {
    await page.getByRole('button', { name: 'Show the code' }).click();
    return page.getByRole('dialog', { name: 'These settings in PyTorch' });
  };
  const dialog = await openCode();
  const listing = dialog.locator('pre');
  await expect(listing).toContainText('FILTERS, SEED = 8, 3');
  const file = await save(dialog, 'Download maml.py');
  expect(file.name).toBe('maml.py');
  expect(await listing.textContent()).toBe(file.bytes.toString());
  await close(dialog);
  await page.getByRole('button', { name: 'Shots: more' }).click();
  await expect((await openCode()).locator('pre')).toContainText('WAYS, SHOTS, QUERIES = 5, 2, 2');
});

test("the program finds the page's own losses on the page's episodes, with one process and with two", async ({
  page,
}) => {
  const python = await findPython();
  test.skip(python === null, WITHOUT_PYTHON);
  const playground = await trained(page, 2);
  const dialog = await openExports(page);
  const checkpoint = await save(dialog, 'Checkpoint as safetensors');
  await close(dialog);
  // A checkpoint alone has none of Adam's moments: page and program both begin without.
  await playground.drop({ ...checkpoint, mimeType: '', buffer: checkpoint.bytes });
  await expect(page.getByText('over 20 tasks of')).toBeVisible();
  for (let i = 3; i <= 5; i++) {
    await playground.button('One iteration').click();
    await playground.reach(i);
  }
  const again = await openExports(page);
  const history = await historyOf(again);
  expect(history.points.map(({ iteration }) => iteration)).toEqual([3, 4, 5]);
  await again.getByRole('button', { name: 'Show the code' }).click();
  const program = await save(
    page.getByRole('dialog', { name: 'These settings in PyTorch' }),
    'Download maml.py',
  );

  // The page's episodes follow from its settings.
  const { settings } = parseOptions(Object.fromEntries(new URLSearchParams(SMALL)));
  const dataset = inventAlphabets({ seed: 1 });
  const episodes = createEpisodeSource(dataset, splitCharacters(dataset.characters, settings), settings);
  const folder = mkdtempSync(join(tmpdir(), 'maml-program-'));
  const write = (name: string, content: Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const options = [
    '--checkpoint',
    write('start.safetensors', checkpoint.bytes),
    '--episodes',
    write(
      'episodes',
      Buffer.concat([2, 3, 4].map((iteration) => drawingBytes(episodes.metaBatch(iteration)))),
    ),
    '--out',
    join(folder, 'end.safetensors'),
  ];
  for (const processes of [1, 2]) {
    const lines = await runDistributed(python ?? '', write('maml.py', program.bytes), options, processes);
    expect(lines).toHaveLength(3);
    for (const [i, point] of history.points.entries()) {
      expect(relativeDifference(lines[i].queryLoss, point.queryLoss)).toBeLessThan(1e-4);
      expect(relativeDifference(lines[i].queryAccuracy, point.queryAccuracy)).toBeLessThan(1e-4);
    }
  }
  rmSync(folder, { recursive: true });
});

test('a copied link shows the same state in a fresh page', async ({ page, context, browser }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const playground = new Playground(page);
  await playground.open(`${SMALL}&lang=en&theme=dark&inner-lr=0.25&algorithm=fomaml&rotations=true`);
  await page.getByRole('button', { name: 'Shots: more' }).click();
  // At once: the address itself follows a little later.
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const elsewhere = await browser.newContext({ locale: 'zh-CN', colorScheme: 'light' });
  const fresh = new Playground(await elsewhere.newPage());
  await fresh.open('', link);
  await expect(fresh.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(fresh.page.locator('html')).toHaveAttribute('lang', 'en');
  await expect.poll(() => page.url()).toContain('shots=2');
  const settingsOf = ({ searchParams }: URL) =>
    parseOptions(Object.fromEntries([...searchParams].filter(([name]) => !['lang', 'theme'].includes(name))));
  expect(settingsOf(new URL(fresh.page.url()))).toEqual(settingsOf(new URL(page.url())));
  expect(settingsOf(new URL(link)).settings).toMatchObject({
    shots: 2,
    innerLr: 0.25,
    seed: 3,
    rotations: true,
  });
  const firstLoss = async (playground: Playground) => {
    await playground.button('One iteration').click();
    await playground.reach(1);
    return (await historyOf(await openExports(playground.page))).points[0].queryLoss;
  };
  expect(await firstLoss(fresh)).toEqual(await firstLoss(playground));
  await elsewhere.close();
});

test('a copied link keeps the view and its places', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  for (const place of ['view=lesson&lesson=3', 'view=filmstrip&episode=4&step=2', 'view=draw']) {
    await page.goto(`./${SMALL}&lang=en&theme=light&${place}`);
    await page.getByRole('button', { name: 'Copy link', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    for (const [name, value] of new URLSearchParams(place)) expect(link.searchParams.get(name)).toBe(value);
  }
});

test('HTML to embed shows one view with these settings', async ({ page }) => {
  await new Playground(page).open(SMALL);
  const dialog = await openExports(page);
  await dialog.getByRole('combobox', { name: 'View' }).selectOption('draw');
  const html = await dialog.getByRole('textbox', { name: 'HTML to paste' }).inputValue();
  expect(html).toContain('filters=8');
  await page.setContent(html);
  await expect(
    page.frameLocator('iframe').getByRole('link', { name: 'Open in MAML Playground' }),
  ).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.frameLocator('iframe').getByRole('navigation', { name: 'Views' })).toHaveCount(0);
});

for (const [theme, lang] of [
  ['light', 'en'],
  ['dark', 'zh'],
] as const) {
  onMadeUp(
    `both dialogs have nothing that axe objects to: ${theme}, ${lang}`,
    async ({ page, show, switchTo }) => {
      await show('empty', { theme, lang });
      for (const state of ['empty', 'paused'] as const) {
        await switchTo(state);
        for (const name of [
          lang === 'en' ? 'Export' : '导出',
          lang === 'en' ? 'Show the code' : '查看代码',
        ]) {
          await page.getByRole('button', { name, exact: true }).click();
          await expect(page.getByRole('dialog')).toBeVisible();
          expect(await findViolations(page), state).toEqual([]);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toHaveCount(0);
        }
      }
    },
  );
}
