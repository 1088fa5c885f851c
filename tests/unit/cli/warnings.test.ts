import { expect, test } from 'vitest';
import { splitCharacters } from '#data';
import { presets, trainedOn } from '#session';
import { knownClasses, missingParts } from '../../../src/cli/page/warnings.ts';
import { fakeDataset } from '../workers/fake-engine.ts';

const { quick } = presets;

/** Ten alphabets of six. */
function alphabets() {
  const dataset = fakeDataset(60, 8);
  dataset.characters.forEach((character, i) => {
    character.alphabet = `alphabet${Math.floor(i / 6)}`;
  });
  return dataset;
}

test('a checkpoint that has learnt from classes that it is evaluated on is told of', () => {
  const dataset = alphabets();
  const learnt = trainedOn(dataset.characters, quick);
  const split = splitCharacters(dataset.characters, quick);
  expect(knownClasses(learnt, dataset, split.test)).toEqual([]);
  expect(knownClasses(undefined, dataset, split.train)).toEqual([]);
  expect(knownClasses(learnt, dataset, [...split.train, ...split.test])).toEqual([
    'The checkpoint was meta-trained on 38 of the 54 classes it is evaluated on: this is no test.',
  ]);
  // In another order of the files, other classes are kept for meta-test.
  const other = splitCharacters(dataset.characters.toReversed(), quick);
  const reversed = { ...dataset, characters: dataset.characters.toReversed() };
  expect(knownClasses(learnt, reversed, other.test)).toHaveLength(1);
});

test('what a set has no classes for is told of, where something is evaluated', () => {
  const whole = splitCharacters(alphabets().characters, quick);
  expect(missingParts(whole, quick)).toEqual([]);
  const [noTest, noValidation] = [
    { ...whole, test: [] },
    { ...whole, validation: [] },
  ];
  expect(missingParts(noTest, quick)).toEqual([
    'No meta-test classes: the last evaluation is on validation classes.',
  ]);
  expect(missingParts(noValidation, quick)).toEqual([
    'Too few alphabets for validation: the run is evaluated on meta-test classes on its way, too.',
  ]);
  expect(missingParts({ ...noTest, validation: [] }, quick)).toEqual([
    'Neither validation nor meta-test classes: the run is not evaluated.',
  ]);
  expect(missingParts(noValidation, { ...quick, validationShare: 0 })).toEqual([]);
  expect(missingParts(noTest, { ...quick, evaluateTasks: 0 })).toEqual([]);
});
