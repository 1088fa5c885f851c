import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import {
  BOX,
  createRandom,
  type Drawing,
  drawingToPng,
  inBox,
  PIXELS,
  prepareDrawing,
  redraw,
  SIDE,
  symbolInventor,
} from '#data';
import { createDrawingDecoder } from '../../../src/data/drawing.ts';
import { inventAlphabets } from '../../../src/data/invented/index.ts';
import { resizeGrey } from '../../../src/data/resize/grey.ts';
import { lookOf, median, medianLook } from './looks.ts';
import { skeletonOf } from './skeleton.ts';

const folder = process.env.OMNIGLOT_DIR ?? '';
const archive = join(folder, 'images_background_small1.zip');
const why = existsSync(archive)
  ? ''
  : ' (skipped: OMNIGLOT_DIR names no folder with images_background_small1.zip)';

const line = (...points: [number, number][]) => points.map(([x, y]) => ({ x, y }));
const CROSS: Drawing = [line([0.2, 0.5], [0.8, 0.5]), line([0.5, 0.2], [0.5, 0.8])];
const scanOf = (png: Uint8Array) => {
  const { width, height, depth, channels, data } = decode(png);
  expect([width, height, depth, channels]).toEqual([BOX, BOX, 1, 1]);
  const rowBytes = Math.ceil(BOX / 8);
  return Uint8Array.from({ length: BOX * BOX }, (_, i) => {
    const x = i % BOX;
    return 1 - ((data[Math.floor(i / BOX) * rowBytes + (x >> 3)] >> (7 - (x & 7))) & 1);
  });
};

/** Every `step`-th drawing of the archive: its bytes. */
async function realDrawings(step: number): Promise<Uint8Array[]> {
  const zip = await JSZip.loadAsync(readFileSync(archive));
  const names = Object.keys(zip.files).filter((name) => name.endsWith('.png'));
  const chosen = names.sort().filter((_, i) => i % step === 0);
  return Promise.all(chosen.map((name) => zip.files[name].async('uint8array')));
}

describe(`beside the real Omniglot${why}`, () => {
  test.skipIf(why !== '')(
    'its own drawings, drawn again along their middle lines, come out alike',
    async () => {
      const decodeInto = createDrawingDecoder();
      const real = [];
      const drawn = [];
      const differences: number[] = [];
      const moves: number[] = [];
      for (const png of await realDrawings(97)) {
        const pixels = new Uint8Array(PIXELS);
        expect(decodeInto(png, 'real.png', pixels, 0)).toBe(true);
        const again = prepareDrawing(skeletonOf(scanOf(png)));
        const [before, after] = [lookOf(pixels), lookOf(again)];
        real.push(before);
        drawn.push(after);
        moves.push(Math.hypot(after.x - before.x, after.y - before.y));
        differences.push(
          pixels.reduce((sum, grey, i) => sum + Math.abs(grey - again[i]), 0) /
            pixels.reduce((sum, grey) => sum + 255 - grey, 0),
        );
      }
      const [expected, found] = [medianLook(real), medianLook(drawn)];
      console.log(`Omniglot ${JSON.stringify(expected)}, drawn again ${JSON.stringify(found)}`);
      console.log(`Centre moved by ${median(moves)}, ink that differs ${median(differences)}`);
      expect(real.length).toBeGreaterThan(25);
      expect(found.ink / expected.ink).toBeGreaterThan(0.93);
      expect(found.ink / expected.ink).toBeLessThan(1.07);
      expect(Math.abs(found.crossing - expected.crossing)).toBeLessThan(0.4);
      expect(Math.abs(found.grey - expected.grey)).toBeLessThan(0.05);
      // Most are not moved or resized, and then differ by little more than the pen's ragged edge.
      expect(median(moves)).toBeLessThan(0.01);
      expect(median(differences)).toBeLessThan(0.25);
    },
    90_000,
  );
});

test('invented symbols drawn on pads look as those of the invented alphabets do', () => {
  const { pixels } = inventAlphabets({ alphabets: 6, charactersPerAlphabet: 8, drawers: 3 });
  const data = Array.from({ length: pixels.length / PIXELS }, (_, i) =>
    lookOf(pixels.subarray(i * PIXELS, (i + 1) * PIXELS)),
  );
  const invent = symbolInventor(createRandom(3));
  const pads = Array.from({ length: 100 }, () => lookOf(prepareDrawing(invent())));
  const [expected, found] = [medianLook(data), medianLook(pads)];
  console.log(`Invented ${JSON.stringify(expected)}, on pads ${JSON.stringify(found)}`);
  expect(found.ink / expected.ink).toBeGreaterThan(0.85);
  expect(found.ink / expected.ink).toBeLessThan(1.15);
  expect(Math.abs(found.crossing - expected.crossing)).toBeLessThan(0.6);
  expect(Math.abs(found.x - expected.x)).toBeLessThan(0.03);
  expect(Math.abs(found.y - expected.y)).toBeLessThan(0.03);
});

test('the pen is as wide however large the pad, and lines stay inside the box', () => {
  const scan = inBox(CROSS);
  const row = Array.from(scan.subarray(30 * BOX, 31 * BOX));
  expect(row.filter((ink) => ink === 1)).toHaveLength(5);
  const border = scan.filter(
    (_, i) => i % BOX === 0 || i % BOX === BOX - 1 || i < BOX || i >= BOX * (BOX - 1),
  );
  expect(Math.max(...border)).toBe(0);
  const overTheEdge = inBox([line([0, 0.5], [0, 0.55])]);
  expect(overTheEdge.some((ink) => ink === 1)).toBe(true);
});

test('a drawing keeps its size and place, unless they are not Omniglot’s', () => {
  const extent = (drawing: Drawing) => {
    const scan = inBox(drawing);
    const columns = [...scan.keys()].filter((i) => scan[i] === 1).map((i) => i % BOX);
    return { left: Math.min(...columns), right: Math.max(...columns) };
  };
  const usual = extent(CROSS);
  expect(usual).toEqual({ left: 18, right: 86 });
  const tiny = extent([line([0.05, 0.05], [0.09, 0.05]), line([0.07, 0.03], [0.07, 0.07])]);
  expect(tiny.right - tiny.left).toBeGreaterThan(20);
  expect(tiny.left).toBeGreaterThan(20);
  const huge = extent([line([0, 0.5], [1, 0.5])]);
  expect(huge.right - huge.left).toBeLessThan(95);
});

test('a dot is a dot of the pen’s width, and nothing is paper', () => {
  const scan = inBox([line([0.5, 0.5])]);
  expect(scan.reduce((sum, ink) => sum + ink, 0)).toBeGreaterThan(15);
  expect(scan.reduce((sum, ink) => sum + ink, 0)).toBeLessThan(30);
  expect(prepareDrawing([])).toEqual(new Uint8Array(PIXELS).fill(255));
  // The tables of the short way and the general one agree.
  const grey = { width: BOX, height: BOX, pixels: inBox(CROSS).map((ink) => 255 * (1 - ink)) };
  expect(prepareDrawing(CROSS)).toEqual(resizeGrey(grey, SIDE, SIDE, 'bicubic'));
});

test('a drawing’s PNG is one of Omniglot’s, and the archive reader makes the same 28x28 of it', () => {
  const drawing = symbolInventor(createRandom(9))();
  const png = drawingToPng(drawing);
  expect(scanOf(png)).toEqual(inBox(drawing));
  const pixels = new Uint8Array(PIXELS);
  expect(createDrawingDecoder()(png, 'own.png', pixels, 0)).toBe(true);
  expect(pixels).toEqual(prepareDrawing(drawing));
});

test('another hand draws the same symbol otherwise', () => {
  const random = createRandom(4);
  const drawing = symbolInventor(random)();
  const again = redraw(random, drawing);
  expect(again).toHaveLength(drawing.length);
  expect(again.map((stroke) => stroke.length)).toEqual(drawing.map((stroke) => stroke.length));
  expect(prepareDrawing(again)).not.toEqual(prepareDrawing(drawing));
});
