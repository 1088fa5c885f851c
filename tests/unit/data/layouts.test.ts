import { describe, expect, test } from 'vitest';
import { type NamedFile, readDataset } from '../../../src/data/index.ts';
import { background, drawingsOf, evaluation, folderOf, named, zipOf } from './archives.ts';
import { strokePng } from './pictures.ts';

const reversed = <T>(record: Record<string, T>) => Object.fromEntries(Object.entries(record).reverse());

async function summary(files: NamedFile[]) {
  const { dataset } = await readDataset(files);
  return dataset.characters.map(
    ({ half, alphabet, name, drawings }) => `${half} ${alphabet} ${name} ${drawings}`,
  );
}

const BACKGROUND = [
  'background Greek character01 2',
  'background Greek character02 2',
  'background Latin character01 3',
];
const EVALUATION = ['evaluation Angelic character01 2', 'evaluation Angelic character02 2'];

describe('layouts', () => {
  test('images_background.zip alone', async () => {
    const files = [named('images_background.zip', await zipOf(background()))];
    expect(await summary(files)).toEqual(BACKGROUND);
    expect((await readDataset(files)).dataset.name).toBe('images_background.zip');
  });

  test('images_evaluation.zip alone', async () => {
    expect(await summary([named('images_evaluation.zip', await zipOf(evaluation()))])).toEqual(EVALUATION);
  });

  test('both together, in either order: background comes first', async () => {
    const both = [
      named('images_evaluation.zip', await zipOf(evaluation())),
      named('images_background.zip', await zipOf(background())),
    ];
    expect(await summary(both)).toEqual([...BACKGROUND, ...EVALUATION]);
    expect(await summary(both.toReversed())).toEqual([...BACKGROUND, ...EVALUATION]);
  });

  test('images_background_small1 and 2 are of the background half, and count once beside the whole', async () => {
    const small1 = named('small1.zip', await zipOf(drawingsOf('images_background_small1/', 'Latin', 1, 3)));
    const small2 = named('small2.zip', await zipOf(drawingsOf('images_background_small2/', 'Greek', 2)));
    expect(await summary([small1, small2])).toEqual(BACKGROUND.slice(1));
    const whole = named('images_background.zip', await zipOf(background()));
    expect(await summary([small1, small2, whole])).toEqual(BACKGROUND);
  });

  test('omniglot_standard.zip with folders, with the official zips inside, and with both', async () => {
    const folders = { ...background('omniglot/python/'), ...evaluation('omniglot/python/') };
    const zips = {
      'omniglot/python/images_background.zip': await zipOf(background()),
      'omniglot/python/images_evaluation.zip': await zipOf(evaluation(), 'STORE'),
    };
    const all = [...BACKGROUND, ...EVALUATION];
    expect(await summary([named('omniglot_standard.zip', await zipOf(folders))])).toEqual(all);
    expect(await summary([named('omniglot_standard.zip', await zipOf(zips))])).toEqual(all);
    expect(await summary([named('omniglot_standard.zip', await zipOf({ ...zips, ...folders }))])).toEqual(
      all,
    );
  });

  test('a plain folder, with other things in it', async () => {
    const files = folderOf({ ...background('omniglot/'), 'omniglot/README.md': strokePng() });
    expect(await summary(files)).toEqual(BACKGROUND);
    expect((await readDataset(files)).dataset.name).toBe('omniglot');
  });

  test('a zip inside a plain folder', async () => {
    const files = folderOf({
      ...evaluation('data/'),
      'data/images_background.zip': await zipOf(background()),
    });
    expect(await summary(files)).toEqual([...BACKGROUND, ...EVALUATION]);
  });

  test('a set of one’s own, under any root or none', async () => {
    const own = { ...drawingsOf('mine/', 'Runes', 1), ...drawingsOf('mine/', 'Runes', 12) };
    expect(await summary([named('own.zip', await zipOf(own))])).toEqual([
      'null Runes character01 2',
      'null Runes character12 2',
    ]);
    const bare = named('bare.zip', await zipOf(drawingsOf('', 'Runes', 3)));
    expect(await summary([bare])).toEqual(['null Runes character03 2']);
  });

  test('the halves are told by a folder at any depth, or by the archive’s own name', async () => {
    const deep = { ...drawingsOf('images_background/all/of/it/', 'Runes', 1) };
    expect(await summary([named('a.zip', await zipOf(deep))])).toEqual(['background Runes character01 2']);
    const bare = await zipOf({ ...drawingsOf('', 'Greek', 1), ...drawingsOf('', 'Runes', 2) });
    for (const [name, half] of [
      ['images_background.zip', 'background'],
      ['images_background (1).zip', 'background'],
      ['images_background_small1.zip', 'background'],
      ['images_evaluation.zip', 'evaluation'],
      ['omniglot.zip', 'null'],
      ['my_images_background.zip', 'null'],
    ]) {
      const found = await summary([named(name, bare)]);
      expect(found).toEqual([`${half} Greek character01 2`, `${half} Runes character02 2`]);
    }
    const inner = await zipOf({ 'python/images_evaluation.zip': bare });
    expect(await summary([named('images_background.zip', inner)])).toEqual([
      'evaluation Greek character01 2',
      'evaluation Runes character02 2',
    ]);
  });

  test('without either, by the alphabet’s name with Omniglot’s own number; never by the name alone', async () => {
    const paths = {
      'x/Latin/character07/0689_01.png': 'background Latin character07 1',
      'ULOG/character26/1623_20.png': 'evaluation ULOG character26 1',
      'Latin/character07/0007_01.png': 'null Latin character07 1',
      'Latin/character27/0709_01.png': 'null Latin character27 1',
      'Runes/character07/0689_01.png': 'null Runes character07 1',
      'constructor/character01/0001_01.png': 'null constructor character01 1',
    };
    for (const [path, found] of Object.entries(paths)) {
      expect(await summary([named('set.zip', await zipOf({ [path]: strokePng() }))])).toEqual([found]);
    }
  });

  test('sets under different roots stay apart', async () => {
    const two = { ...drawingsOf('a/', 'Runes', 1), ...drawingsOf('b/', 'Runes', 1) };
    expect(await summary([named('own.zip', await zipOf(two))])).toEqual([
      'null Runes character01 2',
      'null Runes character01 2',
    ]);
  });

  test('what is no drawing is passed over', async () => {
    const clutter = {
      '__MACOSX/images_background/Greek/character01/._0001_01.png': 'x',
      'images_background/Greek/character01/.hidden.png': 'x',
      'images_background/.git/character01/0001_09.png': 'x',
      'strokes_background/Greek/character01/0001_01.png': 'x',
      'strokes_background/Greek/character01/0001_01.txt': 'x',
      'images_background/Greek/notes/0001_01.png': 'x',
      'images_background/Greek/overview.png': 'x',
      'character01/0001_01.png': 'x',
      'strokes_background.zip': 'x',
      'README.txt': 'x',
    };
    const files = [named('a.zip', await zipOf({ ...clutter, ...background() }))];
    expect(await summary(files)).toEqual(BACKGROUND);
    expect((await readDataset(files)).skipped).toBe(0);
  });

  test('paths with .., a leading slash or backslashes are only names', async () => {
    const [[path, bytes]] = Object.entries(drawingsOf('', 'Greek', 1, 1));
    for (const prefix of ['../../', '/', 'C:\\data\\', 'images_background/../']) {
      const files = [named('a.zip', await zipOf({ [`${prefix}images_background/${path}`]: bytes }))];
      expect(await summary(files)).toEqual(['background Greek character01 1']);
    }
    const windows = { [`images_background\\${path.replaceAll('/', '\\')}`]: bytes };
    expect(await summary([named('a.zip', await zipOf(windows))])).toEqual(['background Greek character01 1']);
  });
});

describe('order', () => {
  test('the archive’s order does not matter, nor how it is packed', async () => {
    const contents = { ...background('omniglot/python/'), ...evaluation('omniglot/python/') };
    const one = await readDataset([named('a.zip', await zipOf(contents))]);
    const other = await readDataset([named('a.zip', await zipOf(reversed(contents), 'STORE'))]);
    expect(other).toEqual(one);
    const { dataset } = one;
    expect(dataset.characters.map(({ first }) => first)).toEqual([0, 2, 4, 7, 9]);
    expect(dataset.pixels.length).toBe(11 * 784);
  });

  test('of different drawings at one place, the first by path is kept', async () => {
    const place = 'images_background/Greek/character01/0001_01.png';
    const first = named('a.zip', await zipOf({ [place]: strokePng(1) }));
    const second = named('b.zip', await zipOf({ [place]: strokePng(2) }));
    const alone = await readDataset([first]);
    expect((await readDataset([second, first])).dataset.pixels).toEqual(alone.dataset.pixels);
    expect((await readDataset([first, second])).dataset.pixels).toEqual(alone.dataset.pixels);
    expect((await readDataset([second])).dataset.pixels).not.toEqual(alone.dataset.pixels);
  });
});
