/** Parts of the page that could not be loaded, or failed. */
export const parts = {
  missing: 'This part of the page could not be loaded.',
  missingMore:
    'The connection may be down, or a newer version of the page may have taken its place. Should trying again not help, load the page anew.',
  failed: 'This part of the page failed.',
  failedMore: 'The browser says: {message}',
  dialog: 'Not available',
  run: 'The run is not affected.',
  again: 'Try again',
  toTrain: 'Go to Train',
  close: 'Close',
  loading: 'Loading.',
  languageLost:
    '<b>{language} could not be loaded.</b> The connection may be down. The page stays in English.',
} as const;
