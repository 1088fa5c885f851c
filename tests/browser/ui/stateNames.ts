/** The states that the page is shown in; apart from their data, for programs outside a browser. */
export const stateNames = [
  'opening',
  'measuring',
  'empty',
  'loading',
  'warming',
  'running',
  'paused',
  'finished',
  'diverged',
  'exploded',
  'bad-archive',
  'not-a-zip',
  'truncated',
  'encrypted',
  'empty-file',
  'bomb',
  'all-corrupt',
  'unreadable',
  'lost-card',
  'new-network',
  'aside',
  'drawings',
  'exam',
  'examining',
  'trained-on',
  'too-few',
  'weights-settings',
  'weights-remarks',
  'address',
  'skipped',
  'failed',
  'archive',
  'long',
] as const;

export type StateName = (typeof stateNames)[number];

export function isStateName(name: string): name is StateName {
  return stateNames.some((known) => known === name);
}
