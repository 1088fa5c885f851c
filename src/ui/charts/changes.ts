import type { SettingKey, SettingsChange } from '#session';
import { textWidth } from '../textWidth.ts';
import type { Plot } from './frame.ts';

/** Settings that no number of a run depends on. */
const SILENT: ReadonlySet<string> = new Set<SettingKey>([
  'backend',
  'iterations',
  'evaluateEvery',
  'evaluateTasks',
]);

/** The changes of settings that bear on the numbers shown, each without what does not. */
export function tellingChanges(changes: readonly SettingsChange[]): SettingsChange[] {
  const telling = (settings: object) =>
    Object.fromEntries(Object.entries(settings).filter(([key]) => !SILENT.has(key)));
  return changes
    .map(({ iteration, from, to }) => ({ iteration, from: telling(from), to: telling(to) }))
    .filter(({ to }) => Object.keys(to).length > 0);
}

/** A mark below the time axis: lines at which settings changed, and what changed. */
export interface ChangeMark {
  lines: number[];
  /** Middle of the words. */
  x: number;
  text: string;
}

const FONT = 13;
/** Between the words of two marks, in sixteenths of a rem. */
const CLEAR = 8;

/**
 * Marks for changes of settings. Changes whose words would touch share a mark.
 *
 * @param wordsOf what changes in a row are told as, in some pixels of room or in fewer words
 */
export function markChanges(
  changes: readonly SettingsChange[],
  plot: Pick<Plot, 'left' | 'right' | 'unit' | 'xOf'>,
  wordsOf: (changes: readonly SettingsChange[], room: number) => string,
): ChangeMark[] {
  const { left, right, unit } = plot;
  const font = FONT * unit;
  const room = right - left;
  const marks: { mark: ChangeMark; changes: SettingsChange[]; from: number; to: number }[] = [];
  for (const change of changes) {
    let [group, mark] = place([change]);
    // Joined words may be wider, and reach the mark before them.
    for (let last = marks.at(-1); last && last.to + CLEAR * unit > mark.from; last = marks.at(-1)) {
      marks.pop();
      [group, mark] = place([...last.changes, ...group]);
    }
    marks.push({ ...mark, changes: group });
  }
  return marks.map(({ mark }) => mark);

  function place(group: SettingsChange[]) {
    const lines = group.map(({ iteration }) => plot.xOf(iteration));
    const text = wordsOf(group, room);
    const half = textWidth(text, font) / 2;
    const middle = (lines[0] + lines[lines.length - 1]) / 2;
    const x = Math.max(left + half, Math.min(right - half, middle));
    return [group, { mark: { lines, x, text }, from: x - half, to: x + half }] as const;
  }
}
