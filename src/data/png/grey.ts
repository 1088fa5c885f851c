import { type DecodedPng, decode } from 'fast-png';
import type { GreyImage } from '../resize/grey.ts';
import { fileOf, type PngChunks } from './chunks.ts';
import { unpackRows } from './rows.ts';

const PALETTE = 3;

/** Samples as the file has them, `[pixel][channel]`: fast-png leaves those below 8 bits packed in rows. */
function samplesOf({ width, height, depth, channels, data }: DecodedPng): ArrayLike<number> {
  if (depth >= 8) return data;
  const perRow = width * channels;
  const stride = Math.ceil((perRow * depth) / 8);
  const samples = new Uint8Array(perRow * height);
  for (let i = 0; i < samples.length; i++) {
    const bit = (i % perRow) * depth;
    const byte = data[Math.floor(i / perRow) * stride + (bit >> 3)];
    samples[i] = (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  }
  return samples;
}

/** Rec. 601 luma in Pillow's fixed point. */
const luma = (r: number, g: number, b: number) => (r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16;

const overWhite = (value: number, alpha: number) => 255 - Math.round(((255 - value) * alpha) / 255);

/** An eight-bit colour of one to four channels, the last of two or four being alpha, as grey over white. */
function greyOf(colour: readonly number[]): number {
  const value = colour.length < 3 ? colour[0] : luma(colour[0], colour[1], colour[2]);
  return colour.length % 2 === 0 ? overWhite(value, colour[colour.length - 1]) : value;
}

/**
 * Decodes any PNG picture to grey, 0 black to 255 white, with what is transparent over white.
 *
 * @throws Error where the picture is damaged, or interlaced with less than 8 bits per sample.
 */
export function decodeGrey(chunks: PngChunks): GreyImage {
  // fast-png unpacks whatever it is given, and reads these wrongly: so look first.
  unpackRows(chunks);
  if (chunks.interlaced && chunks.depth < 8) throw new Error('interlaced at less than 8 bits');

  const png = decode(fileOf(chunks));
  const { width, height, depth, channels, palette, transparency } = png;
  const samples = samplesOf(png);
  const toByte = (sample: number) => (depth === 16 ? sample >> 8 : (sample * 255) / (2 ** depth - 1));

  const pixels = new Uint8Array(width * height);
  for (let i = 0; i < pixels.length; i++) {
    const pixel = Array.from({ length: channels }, (_, c) => samples[i * channels + c]);
    const isKeyed = transparency?.every((value, c) => pixel[c] === value) ?? false;
    const isIndexed = chunks.colourType === PALETTE && palette !== undefined;
    pixels[i] = isKeyed ? 255 : greyOf(isIndexed ? palette[pixel[0]] : pixel.map(toByte));
  }
  return { width, height, pixels };
}
