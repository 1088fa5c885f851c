import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataFilesFrom, servedAs } from '../../../src/cli/data-files.ts';
import { UsageError } from '../../../src/cli/program.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maml-data-'));
  for (const name of ['a.zip', 'b.zip', 'a, b.zip']) writeFileSync(join(folder, name), name);
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const pathsOf = async (...given: string[]) => (await dataFilesFrom(given)).map(({ path }) => path);

test('one archive, several between commas, several options, and both', async () => {
  expect(await pathsOf(at('a.zip'))).toEqual(['a.zip']);
  expect(await pathsOf(`${at('a.zip')}, ${at('b.zip')}`)).toEqual(['a.zip', 'b.zip']);
  expect(await pathsOf(at('a.zip'), at('b.zip'))).toEqual(['a.zip', 'b.zip']);
  expect(await pathsOf(`${at('a.zip')},${at('b.zip')}`, at('b.zip'))).toEqual(['a.zip', 'b.zip']);
});

test('a path that exists whole is not cut at its commas', async () => {
  expect(await pathsOf(at('a, b.zip'))).toEqual(['a, b.zip']);
});

test('the invented alphabets need no file, and stand alone', async () => {
  expect(await pathsOf('invented')).toEqual([]);
  await expect(pathsOf('invented', at('a.zip'))).rejects.toThrow('--data invented: stands alone');
});

test("a folder's drawings and archives are read at any depth, as the page would be told of them", async () => {
  const character = at('omniglot/images_background/Latin/character01');
  mkdirSync(character, { recursive: true });
  writeFileSync(join(character, '0001_01.png'), 'drawing');
  writeFileSync(at('omniglot/more.zip'), 'zip');
  writeFileSync(at('omniglot/notes.txt'), 'nothing to read');
  const files = await dataFilesFrom([at('omniglot')]);
  expect(servedAs('/files/0', files)).toEqual({
    address: '/files/0',
    files: expect.arrayContaining([
      { path: 'omniglot/images_background/Latin/character01/0001_01.png', size: 7 },
      { path: 'omniglot/more.zip', size: 3 },
    ]),
  });
  expect(files).toHaveLength(2);
});

test('what cannot be read is one line', async () => {
  const empty = at('empty');
  mkdirSync(empty);
  await expect(pathsOf()).rejects.toThrow('--data is missing');
  await expect(pathsOf('')).rejects.toThrow('--data is missing');
  await expect(pathsOf(at('none.zip'))).rejects.toThrow(`--data ${at('none.zip')}: cannot be read (ENOENT).`);
  await expect(pathsOf(empty)).rejects.toThrow(`${empty} holds no drawings.`);
  await expect(pathsOf(empty)).rejects.toBeInstanceOf(UsageError);
  chmodSync(at('a.zip'), 0o000);
  if (process.getuid?.() !== 0) await expect(pathsOf(at('a.zip'))).rejects.toThrow('EACCES');
});
