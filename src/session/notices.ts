import { type Dataset, PartUnavailable, splitCharacters } from '#data';
import type { RunSettings } from '#maml';
import { shortageOf, TooFewError } from '#tasks';
import { createEpisodeSource, messageOf, WorkerUnavailable } from '#workers';
import { nearestPreset, presets } from './presets.ts';
import type { FailedPart, Notice } from './state.ts';

const rateKeys = ['innerLr', 'outerLr'] as const;

/** A rate this many times its preset's is suspect. */
const SUSPECT = 2;
/** What both rates are divided by where neither is suspect. */
const CAUTION = 4;

/** To one significant digit, as a person would set it. */
const rounded = (rate: number) => Number(rate.toPrecision(1));

/** Rates to go on with after a divergence: suspect ones as in the nearest preset, else both lower. */
export function suggestRates(settings: RunSettings): { innerLr?: number; outerLr?: number } {
  const usual = presets[nearestPreset(settings).preset];
  const suspects = rateKeys.filter((key) => settings[key] > SUSPECT * usual[key]);
  if (suspects.length > 0) return Object.fromEntries(suspects.map((key) => [key, usual[key]]));
  return Object.fromEntries(rateKeys.map((key) => [key, rounded(settings[key] / CAUTION)]));
}

type TooFew = Extract<Notice, { kind: 'too-few' }>;

/** The notice that a data set is too small for these settings, or null where it is not. */
export function tooFewNotice(data: Dataset, settings: RunSettings): TooFew | null {
  try {
    createEpisodeSource(data, splitCharacters(data.characters, settings), settings);
    return null;
  } catch (error) {
    if (!(error instanceof TooFewError)) throw error;
    return { kind: 'too-few', ...shortageOf(error) };
  }
}

/** The notice of an error that nothing more is known about than what came of it. */
export function failedNotice(error: unknown, what: FailedPart): Notice {
  if (error instanceof WorkerUnavailable || error instanceof PartUnavailable) {
    return { kind: 'unloaded', what: what === 'data' ? 'data' : 'engine' };
  }
  return { kind: 'failed', what, message: messageOf(error) };
}
