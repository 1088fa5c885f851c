import { expect, test } from 'vitest';
import { TooFewError } from '#tasks';

test.each([
  [
    { what: 'characters', pool: 'test', needed: 5, found: 3 },
    '3 characters are kept for meta-test, and a task needs 5. Choose fewer --ways, a larger data set, or --evaluate-tasks 0.',
  ],
  [
    { what: 'characters', pool: 'validation', needed: 5, found: 3 },
    '3 characters are kept for validation, and a task needs 5. Choose fewer --ways, a larger data set, or --evaluate-tasks 0.',
  ],
  [
    { what: 'characters', pool: 'train', needed: 5, found: 3 },
    '3 characters are kept for meta-training, and a task needs 5. Choose fewer --ways, or a larger data set.',
  ],
  [
    { what: 'characters', pool: 'train', needed: 5, found: 3, limited: true },
    '--train-characters leaves 3 characters, and a task needs 5. Raise it, or choose fewer --ways.',
  ],
  [
    { what: 'characters', pool: 'train', needed: 5, found: 0 },
    "No character is left for meta-training: Omniglot's evaluation half is all kept for meta-test. Add images_background.zip, or choose --split file-order.",
  ],
  [
    { what: 'characters', pool: 'test', needed: 5, found: 0 },
    'The data set has no meta-test classes. Choose --classes train, validation or all.',
  ],
  [
    { what: 'characters', pool: 'all', needed: 5, found: 3 },
    '3 characters are in the data set, and a task needs 5. Choose fewer --ways, or a larger data set.',
  ],
  [
    { what: 'drawings', pool: 'test', needed: 6, found: 4 },
    'A task needs 6 drawings of each character (--shots and --queries); for meta-test too few characters have more than 4. Choose fewer.',
  ],
] as const)('%o: names cause and remedy', (shortage, message) => {
  expect(new TooFewError(shortage).message).toBe(message);
});
