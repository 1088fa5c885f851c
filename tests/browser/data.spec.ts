import type { Page } from '@playwright/test';
import { zipOf } from '../unit/data/archives.ts';
import { strokePng } from '../unit/data/pictures.ts';
import { makeArchive } from './support/archive.ts';
import { Playground, zipFile } from './support/playground.ts';
import { expect, test } from './support/test.ts';

const SIZE = { alphabets: 2, characters: 12, drawings: 6 };
const SEARCH = '?preset=quick&filters=8';

test('an archive loads through the file input, trains, is kept for the next visit, and is forgotten', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open(SEARCH);
  await playground.archiveInput.setInputFiles(zipFile('images_background.zip', await makeArchive(SIZE)));
  await expect(page.getByText('24 characters × 6 drawers')).toBeVisible();
  await playground.button('Start').click();
  await playground.reach(2);
  await playground.button('Pause').click();
  await expect(page.getByRole('button', { name: 'Forget' })).toBeVisible();

  await playground.open(SEARCH);
  await expect(page.getByText('24 characters × 6 drawers')).toBeVisible();
  await page.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByRole('button', { name: 'Forget' })).toBeHidden();
  await playground.open(SEARCH);
  await expect(page.getByText('966 characters × 20 drawers')).toBeVisible();
});

test('an archive loads by drop', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SEARCH);
  await playground.drop(zipFile('dropped.zip', await makeArchive(SIZE)));
  await expect(page.getByText('24 characters × 6 drawers')).toBeVisible();
});

/** How many sets the browser keeps for the next visit. */
const countKept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('maml-playground');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const { result } = opening;
          if (!result.objectStoreNames.contains('datasets')) return resolve(0);
          const counting = result.transaction('datasets').objectStore('datasets').count();
          counting.onsuccess = () => resolve(counting.result);
        };
      }),
  );

/** Sets the flag of a password in every header of the archive's directory. */
function locked(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  for (let at = 0; at < copy.length - 8; at++) {
    if (copy.readUInt32LE(at) === 0x02014b50) copy[at + 8] |= 1;
  }
  return copy;
}

const PLACE = 'images_background/Greek/character01/';

const badFiles: [what: string, make: () => Promise<Uint8Array | string>, said: RegExp][] = [
  ['no zip', async () => 'These are my notes.', /notes\.zip is not a zip archive/],
  ['cut off', async () => (await makeArchive(SIZE)).subarray(0, 5000), /notes\.zip ends too early/],
  ['locked', async () => locked(await makeArchive(SIZE)), /notes\.zip is locked with a password/],
  ['empty', async () => '', /notes\.zip is empty/],
  ['without drawings', async () => zipOf({ 'readme.txt': 'Hello' }), /notes\.zip holds no drawings/],
  [
    'of damaged drawings only',
    async () => zipOf({ [`${PLACE}0001_01.png`]: 'no picture' }),
    /None of the drawings in notes\.zip can be read/,
  ],
  [
    'a decompression bomb',
    async () => {
      const zeros = new Uint8Array(2 ** 20);
      return zipOf(Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`${PLACE}${i}.png`, zeros])));
    },
    /notes\.zip.* would unpack to far more/,
  ],
  [
    'of too few characters',
    () => makeArchive({ alphabets: 1, characters: 3, drawings: 6 }),
    /3 characters are kept for meta-training, and a task needs 5/,
  ],
  [
    'of too few drawings',
    () => makeArchive({ alphabets: 2, characters: 12, drawings: 3 }),
    /needs 6 drawings/,
  ],
];

test('a bad archive is told for what it is, and the set in use and the run stay', async ({ page }) => {
  test.setTimeout(90_000);
  const playground = new Playground(page);
  await playground.open(SEARCH);
  await playground.button('One iteration').click();
  await playground.reach(1);
  for (const [i, [what, make, said]] of badFiles.entries()) {
    await test.step(what, async () => {
      await playground.archiveInput.setInputFiles(zipFile('notes.zip', await make()));
      await expect(playground.notice).toContainText(said);
      console.log((await playground.notice.locator('p').first().textContent()) ?? '');
      await expect(page.getByText('966 characters × 20 drawers')).toBeVisible();
      // Nothing of the run is lost, and it goes on.
      expect(await playground.iteration()).toBe(i + 1);
      await playground.button('One iteration').click();
      await playground.reach(i + 2);
      await playground.notice.getByRole('button', { name: 'Close' }).click();
      await expect(playground.notice).toHaveCount(0);
    });
  }
  expect(await countKept(page), 'archives kept for the next visit').toBe(0);
});

test('a damaged drawing, other files and unsafe paths do not spoil an archive', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SEARCH);
  const archive = await makeArchive(SIZE, {
    'drawings/Alphabet_1/character01/0001_98.png': 'no picture',
    '__MACOSX/drawings/Alphabet_1/character01/._0001_01.png': 'resource fork',
    'drawings/.DS_Store': 'folder view',
    // Nothing is written anywhere: such a path is just a name.
    '../../escape/Greek/character01/0001_01.png': strokePng(1),
  });
  await playground.archiveInput.setInputFiles(zipFile('mixed.zip', archive));
  await expect(page.getByText('25 characters, 145 drawings')).toBeVisible();
  await expect(playground.notice).toContainText('One drawing of mixed.zip could not be read');
  await expect(page.getByText('1 skipped')).toBeVisible();
});
