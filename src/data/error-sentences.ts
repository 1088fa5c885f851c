import type { DataErrorCode } from './errors.ts';

/** What each error says in English, in ICU message syntax: the same on the page and on the command line. */
export const dataErrorSentences = {
  'not-a-zip':
    '<b>{file} is not a zip archive.</b> What opens is images_background.zip, images_evaluation.zip, omniglot_standard.zip, or a folder of drawings.',
  truncated: '<b>{file} ends too early.</b> The download was probably cut off; fetch it once more.',
  encrypted: '<b>{file} is locked with a password.</b> Unlock it first, then open it here.',
  empty: '<b>{file} is empty.</b>',
  'no-drawings':
    '<b>{file} holds no drawings.</b> What is looked for are folders like Alphabet/character01/ with PNG files.',
  bomb: '<b>{file} would unpack to far more than any set of drawings.</b> It was not opened, to protect your memory.',
  'all-corrupt': '<b>None of the drawings in {file} can be read.</b> The PNG files in it are damaged.',
  unreadable: '<b>{file} cannot be read.</b> It may have been moved or changed since it was chosen.',
} as const satisfies Record<DataErrorCode, string>;
