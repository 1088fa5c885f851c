import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDataset, splitCharacters } from '../../../src/data/index.ts';
import { named } from './archives.ts';

const folder = process.env.OMNIGLOT_DIR ?? '';
const hasArchives = existsSync(join(folder, 'omniglot_standard.zip'));
const why = hasArchives ? '' : ' (skipped: OMNIGLOT_DIR names no folder with omniglot_standard.zip)';

const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
function hasPillow(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import PIL'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const whyNoPillow = hasPillow() ? '' : ' (skipped: no python3 with Pillow)';

/** Every 331st drawing in file order, as 784 bytes each. */
const PILLOW = `
import io, sys, zipfile
from PIL import Image
archive = zipfile.ZipFile(sys.argv[1])
names = sorted((n for n in archive.namelist() if n.endswith('.png')), key=lambda n: n.split('/'))
for name in names[::331]:
    image = Image.open(io.BytesIO(archive.read(name))).convert('L').resize((28, 28))
    sys.stdout.buffer.write(image.tobytes())
`;

const archive = (name: string) => named(name, readFileSync(join(folder, name)));

describe(`the real Omniglot${why}`, () => {
  test.skipIf(!hasArchives)('is whole, and split as published', async () => {
    const { dataset, skipped } = await readDataset([archive('omniglot_standard.zip')]);
    expect(skipped).toBe(0);
    expect(dataset.characters.length).toBe(1623);
    expect(dataset.characters.every(({ drawings }) => drawings === 20)).toBe(true);
    expect(dataset.pixels.length).toBe(32_460 * 784);
    const { train, test: metaTest } = splitCharacters(dataset.characters, {
      split: 'official',
      validationShare: 0,
      ways: 5,
    });
    expect([train.length, metaTest.length]).toEqual([964, 659]);
    const alphabets = (indices: number[]) => new Set(indices.map((i) => dataset.characters[i].alphabet)).size;
    expect([alphabets(train), alphabets(metaTest)]).toEqual([30, 20]);
  });

  test.skipIf(!hasArchives)(
    'is the same from its two halves, and with a part of it beside them',
    async () => {
      const whole = await readDataset([archive('omniglot_standard.zip')]);
      const names = ['images_evaluation.zip', 'images_background_small1.zip', 'images_background.zip'];
      const halves = await readDataset(names.map(archive));
      expect(halves.dataset.characters).toEqual(whole.dataset.characters);
      expect(Buffer.compare(halves.dataset.pixels, whole.dataset.pixels)).toBe(0);
    },
  );

  test.skipIf(!hasArchives || !hasPillow())(`has Pillow’s bytes${whyNoPillow}`, async () => {
    const { dataset } = await readDataset([archive('omniglot_standard.zip')]);
    const path = join(folder, 'omniglot_standard.zip');
    const pillow = execFileSync(PYTHON, ['-c', PILLOW, path], { maxBuffer: 2 ** 20 });
    expect(pillow.length).toBe(99 * 784);
    for (let i = 0; i < 99; i++) {
      const drawing = dataset.pixels.subarray(i * 331 * 784, (i * 331 + 1) * 784);
      expect(Buffer.compare(drawing, pillow.subarray(i * 784, (i + 1) * 784))).toBe(0);
    }
  });
});
