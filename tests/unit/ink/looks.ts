import { SIDE } from '#data';

/** What a drawing's 28x28 looks like: how it was inked and where, whatever was drawn. */
export interface Look {
  /** Share of the paper that is ink. */
  ink: number;
  /** Share of the pixels with ink that are neither black nor nearly white: what antialiasing leaves. */
  grey: number;
  /** Ink of a row's or column's crossing with a line, in pixels of the scan: the width of the pen, slanted or not. */
  crossing: number;
  /** Centre of mass of the ink, in shares of the side. */
  x: number;
  y: number;
}

const SCAN_PIXELS = 105 / SIDE;
const darkness = (grey: number) => (255 - grey) / 255;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The ink of every run of inked pixels along rows and columns. */
function crossings(pixels: Uint8Array): number[] {
  const found: number[] = [];
  for (const [step, stride] of [
    [1, SIDE],
    [SIDE, 1],
  ]) {
    for (let line = 0; line < SIDE; line++) {
      let run = 0;
      for (let i = 0; i <= SIDE; i++) {
        const ink = i < SIDE ? darkness(pixels[line * stride + i * step]) : 0;
        if (ink > 0.05) run += ink;
        else if (run > 0) {
          found.push(run * SCAN_PIXELS);
          run = 0;
        }
      }
    }
  }
  return found;
}

/** @param pixels grey, paper 255, with some ink */
export function lookOf(pixels: Uint8Array): Look {
  const ink = Array.from(pixels, darkness);
  const all = ink.reduce((sum, one) => sum + one, 0);
  const inked = ink.filter((one) => one > 0.05);
  return {
    ink: all / ink.length,
    grey: inked.filter((one) => one > 0.2 && one < 0.8).length / inked.length,
    crossing: median(crossings(pixels)),
    x: ink.reduce((sum, one, i) => sum + one * ((i % SIDE) + 0.5), 0) / all / SIDE,
    y: ink.reduce((sum, one, i) => sum + one * (Math.floor(i / SIDE) + 0.5), 0) / all / SIDE,
  };
}

/** The look in the middle of many. */
export function medianLook(looks: readonly Look[]): Look {
  const of = (key: keyof Look) => median(looks.map((look) => look[key]));
  return { ink: of('ink'), grey: of('grey'), crossing: of('crossing'), x: of('x'), y: of('y') };
}
