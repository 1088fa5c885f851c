import { optionName, type SettingKey, settingKeys, settingMeanings, settingOf } from '#session';

/** Option, meaning, what it may be, default. */
export type HelpRow = [option: string, meaning: string, values?: string, initial?: string];

/** Characters of each column. */
const WIDTHS = [20, 48, 28, 10];
const GAP = '  ';

/** Text in lines of at most `width`, broken between words. */
function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Rows in straight columns; what is too long for its column goes on below, inside it. */
export function helpTable(rows: readonly HelpRow[]): string {
  const lines = rows.flatMap((row) => {
    const cells = WIDTHS.map((width, i) => wrapped(row[i] ?? '', width));
    return Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, line) =>
      (GAP + cells.map((cell, i) => (cell[line] ?? '').padEnd(WIDTHS[i])).join(GAP)).trimEnd(),
    );
  });
  return lines.join('\n');
}

function valuesOf(key: SettingKey): string {
  const setting = settingOf(key);
  switch (setting.kind) {
    case 'choice':
      return setting.choices.join(', ');
    case 'flag':
      return `off: --no-${optionName(key)}`;
    default:
      return `${setting.min} to ${setting.max}`;
  }
}

function defaultOf(key: SettingKey): string {
  if (key === 'evaluateSteps') return '--steps';
  const { default: initial } = settingOf(key);
  return typeof initial === 'boolean' ? (initial ? 'on' : 'off') : String(initial);
}

/** The head of a table of options. */
export const HELP_HEAD: HelpRow = ['option', 'meaning', 'values', 'default'];

/** The row of `--data`. */
export const HELP_DATA: HelpRow = [
  '--data',
  'Omniglot archives or folders, or the invented alphabets; may be given several times',
  'PATH[,PATH...] or invented',
  'required',
];

/** A row per setting, from the table of settings. */
export function settingRows(keys: readonly SettingKey[] = settingKeys): HelpRow[] {
  return keys.map((key) => [`--${optionName(key)}`, settingMeanings[key], valuesOf(key), defaultOf(key)]);
}
