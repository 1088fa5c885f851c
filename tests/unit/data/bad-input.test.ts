import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  DataError,
  type DataErrorCode,
  dataErrorSentences,
  type NamedFile,
  readDataset,
} from '../../../src/data/index.ts';
import { inflateWithin } from '../../../src/data/inflate.ts';
import { background, drawingsOf, folderOf, named, withDamage, zipOf } from './archives.ts';
import { encodePng, strokePng } from './pictures.ts';

const MIB = 2 ** 20;
const CENTRAL_HEADER = [0x50, 0x4b, 0x01, 0x02];
const PLACE = 'images_background/Greek/character01/';

async function errorOf(...files: NamedFile[]): Promise<DataError> {
  const error = await readDataset(files).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(DataError);
  return error as DataError;
}

/** Where each entry's header in the archive's directory begins. */
function directoryHeaders(zip: Uint8Array): number[] {
  return [...zip.keys()].filter((at) => CENTRAL_HEADER.every((byte, i) => zip[at + i] === byte));
}

describe('archives that cannot be read', () => {
  test('not a zip', async () => {
    const error = await errorOf(named('notes.zip', new TextEncoder().encode('These are my notes.')));
    expect(error).toMatchObject({ code: 'not-a-zip', file: 'notes.zip' });
    expect((await errorOf(named('0001_01.png', strokePng()))).code).toBe('not-a-zip');
  });

  test('cut off anywhere', async () => {
    const zip = await zipOf(background());
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const part = zip.subarray(0, Math.floor(zip.length * share));
      expect(await errorOf(named('part.zip', part))).toMatchObject({ code: 'truncated', file: 'part.zip' });
    }
  });

  test('its beginning is missing', async () => {
    const zip = await zipOf(background());
    expect((await errorOf(named('end.zip', zip.subarray(zip.length / 2)))).code).toBe('truncated');
  });

  test('encrypted', async () => {
    const zip = await zipOf(background());
    for (const at of directoryHeaders(zip)) zip[at + 8] |= 1;
    expect((await errorOf(named('secret.zip', zip))).code).toBe('encrypted');
  });

  test('packed in a way that JSZip does not know', async () => {
    const zip = await zipOf(background());
    for (const at of directoryHeaders(zip)) zip[at + 10] = 14;
    expect((await errorOf(named('lzma.zip', zip))).code).toBe('unreadable');
  });

  test('empty: no bytes, or no entries', async () => {
    expect((await errorOf(named('nothing.zip', new Uint8Array()))).code).toBe('empty');
    expect((await errorOf(named('no-entries.zip', await zipOf({})))).code).toBe('empty');
  });

  test('no drawings in it', async () => {
    const zip = await zipOf({ 'readme.txt': 'Hello', 'images_background/Greek.png': strokePng() });
    expect(await errorOf(named('other.zip', zip))).toMatchObject({ code: 'no-drawings', file: 'other.zip' });
    expect((await errorOf(...folderOf({ 'holiday/beach.png': strokePng() }))).code).toBe('no-drawings');
  });

  test('a damaged archive in an archive is named', async () => {
    const inner = (await zipOf(background())).subarray(0, 500);
    const zip = await zipOf({ 'omniglot/python/images_background.zip': inner });
    expect(await errorOf(named('omniglot_standard.zip', zip))).toMatchObject({
      code: 'truncated',
      file: 'omniglot_standard.zip/omniglot/python/images_background.zip',
    });
  });

  test('a file that the browser cannot read', async () => {
    const file = new Blob(['x']);
    file.arrayBuffer = () => Promise.reject(new Error('NotReadableError'));
    expect((await errorOf({ path: 'gone.zip', file })).code).toBe('unreadable');
  });
});

describe('decompression bombs', () => {
  test('too many entries, before they are listed', async () => {
    const zip = new Uint8Array(4 * 250_001);
    for (let at = 0; at < zip.length; at += 4) zip.set(CENTRAL_HEADER, at);
    expect(await errorOf(named('many.zip', zip))).toMatchObject({
      code: 'bomb',
      detail: { what: 'entries', found: 250_001, limit: 250_000 },
    });
  });

  test('a drawing of many bytes', async () => {
    const zip = await zipOf({ [`${PLACE}0001_01.png`]: new Uint8Array(3 * MIB) });
    const error = await errorOf(named('big.zip', zip));
    expect(error).toMatchObject({ code: 'bomb', detail: { what: 'bytes', found: 3 * MIB } });
    expect(error.file).toBe(`big.zip/${PLACE}0001_01.png`);
  });

  test('an archive that unpacks to many times its size', async () => {
    const zeros = new Uint8Array(MIB);
    const contents = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`${PLACE}${i}.png`, zeros]));
    expect(await errorOf(named('ratio.zip', await zipOf(contents)))).toMatchObject({
      code: 'bomb',
      file: 'ratio.zip',
    });
  });

  test('an archive in an archive that is larger than it says', async () => {
    const zip = await zipOf({ 'inner.zip': new Uint8Array(8 * MIB) });
    // Declares 1,000 bytes.
    new DataView(zip.buffer).setUint32(directoryHeaders(zip)[0] + 24, 1000, true);
    expect((await errorOf(named('lying.zip', zip))).code).toBe('truncated');
  });

  test('inflating stops at the size asked for', () => {
    const packed = deflateSync(new Uint8Array(8 * MIB));
    expect(() => inflateWithin(packed, 1000)).toThrow('more than 1000 bytes');
    expect(inflateWithin(packed, 8 * MIB).length).toBe(8 * MIB);
  });

  test('a picture of absurd width and height', async () => {
    const samples = new Uint8Array(105 * 105);
    const png = encodePng({ width: 105, height: 105, samples, claims: 60_000 });
    expect(await errorOf(named('wide.zip', await zipOf({ [`${PLACE}0001_01.png`]: png })))).toMatchObject({
      code: 'bomb',
      detail: { what: 'pixels', found: 3.6e9 },
    });
  });
});

describe('drawings that cannot be read', () => {
  const damaged = strokePng(3);
  damaged[60] ^= 1;
  const bad = {
    [`${PLACE}0001_03.png`]: damaged,
    [`${PLACE}0001_04.png`]: new TextEncoder().encode('no picture'),
    [`${PLACE}0001_05.png`]: new Uint8Array(),
    [`${PLACE}0001_06.png`]: strokePng().subarray(0, 90),
    [`${PLACE}0001_07.jpg`]: Uint8Array.from([0xff, 0xd8, 0xff]),
    // More and fewer rows than its header says.
    [`${PLACE}0001_08.png`]: encodePng({
      width: 105,
      height: 105,
      samples: new Uint8Array(11025),
      claims: 50,
    }),
    [`${PLACE}0001_09.png`]: encodePng({
      width: 105,
      height: 105,
      samples: new Uint8Array(11025),
      claims: 99 * 2,
    }),
  };

  test('are left out, counted, and one is named', async () => {
    const good = await readDataset([named('a.zip', await zipOf(background()))]);
    const read = await readDataset([named('a.zip', await zipOf({ ...bad, ...background() }))]);
    expect(read.dataset).toEqual(good.dataset);
    expect(read.skipped).toBe(7);
    expect(read.skippedExample).toBe(`a.zip/${PLACE}0001_03.png`);
    expect(good).toMatchObject({ skipped: 0, skippedExample: null });
  });

  test('one with a wrong checksum in its archive is one of them, also in an archive in an archive', async () => {
    const drawings = drawingsOf('images_background/', 'Greek', 1, 3);
    const [, [path, png]] = Object.entries(drawings);
    // A byte behind the picture's end, at which no decoder looks.
    const drawing = Uint8Array.of(...png, 7);
    const damage = (zip: Uint8Array) => withDamage(zip, drawing, png.length);
    const stored = await zipOf({ ...drawings, [path]: drawing }, 'STORE');
    for (const [file, example] of [
      [named('a.zip', damage(stored)), `a.zip/${path}`],
      [named('b.zip', await zipOf({ 'inner.zip': damage(stored) })), `b.zip/inner.zip/${path}`],
      [named('c.zip', damage(await zipOf({ 'inner.zip': stored }, 'STORE'))), `c.zip/inner.zip/${path}`],
    ] as const) {
      const { dataset, skipped, skippedExample } = await readDataset([file]);
      expect(dataset.characters.map(({ drawings }) => drawings)).toEqual([2]);
      expect({ skipped, skippedExample }).toEqual({ skipped: 1, skippedExample: example });
    }
  });

  test('a character with none left is left out', async () => {
    const bytes = new TextEncoder().encode('x');
    const files = folderOf({ 'a/Greek/character01/0001_01.png': bytes, ...drawingsOf('a/', 'Greek', 2) });
    const { dataset, skipped } = await readDataset(files);
    expect(dataset.characters.map(({ name, first }) => `${name} ${first}`)).toEqual(['character02 0']);
    expect(skipped).toBe(1);
  });

  test('all of them: an error', async () => {
    expect(await errorOf(named('bad.zip', await zipOf(bad)))).toMatchObject({
      code: 'all-corrupt',
      detail: { drawings: 7, example: `bad.zip/${PLACE}0001_03.png` },
    });
  });

  test('twice the same entry counts once', async () => {
    const zip = await zipOf(drawingsOf('images_background/', 'Greek', 1), 'STORE');
    // Renames 0001_02.png to 0001_01.png, in the directory too.
    const name = new TextEncoder().encode('0001_02.png');
    for (let at = 0; at < zip.length; at++) {
      if (name.every((byte, i) => zip[at + i] === byte)) zip[at + 6] = '1'.charCodeAt(0);
    }
    const { dataset } = await readDataset([named('twice.zip', zip)]);
    expect(dataset.characters.map(({ drawings }) => drawings)).toEqual([1]);
  });
});

test('what is wrong is told by a sentence, the same on the command line as on the page', () => {
  for (const [code, sentence] of Object.entries(dataErrorSentences)) {
    const { message } = new DataError(code as DataErrorCode, 'my {file} <b>.zip');
    expect(message).toBe(sentence.replaceAll(/<\/?b>/g, '').replace('{file}', 'my {file} <b>.zip'));
    expect(message).toMatch(/^[A-Zm].*\.$/);
  }
  const reason = new DataError('unreadable', 'a.zip', { reason: 'method 12' });
  expect(reason.message).toMatch(/a\.zip cannot be read\. .* \(method 12\)$/);
});
