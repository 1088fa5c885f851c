import type { OptionRecord } from './options.ts';
import { optionName } from './settings.ts';

/**
 * A file's settings with what those that it does not name stood for when it was written: files from before there was
 * validation had trained on all meta-training classes.
 */
export function withEarlierMeaning(options: OptionRecord): OptionRecord {
  return { [optionName('validationShare')]: 0, ...options };
}

/**
 * The split of a run whose record counts its meta-training characters, as only earlier versions did: the official
 * halves where both were there and nothing else, else file order, whatever the set.
 */
export function splitBefore(data: { characters: number; trainCharacters?: number }): OptionRecord {
  const { characters, trainCharacters } = data;
  const isInFileOrder = trainCharacters === Math.round((characters * 1200) / 1623);
  return isInFileOrder ? { split: 'file-order' } : {};
}
