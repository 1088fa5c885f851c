import { expect, test } from 'vitest';
import { settingKeys } from '#session';
import { readArguments } from '../../../src/cli/arguments.ts';
import { HELP_HEAD, helpTable, settingRows } from '../../../src/cli/help.ts';
import { settingOptions } from '../../../src/cli/options.ts';
import { UsageError } from '../../../src/cli/program.ts';

const options = {
  data: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
  open: { type: 'boolean' },
  ...settingOptions(settingKeys),
} as const;

const read = (...tokens: string[]): Record<string, unknown> => ({
  ...readArguments({ options }, tokens).values,
});

test.each([
  [['--rotations'], true],
  [['--rotations', 'true'], true],
  [['--rotations=1'], true],
  [['--no-rotations'], false],
  [['--rotations', 'false'], false],
  [['--rotations=false'], false],
  [['--no-rotations=false'], true],
  [['--rotations', '--no-rotations'], false],
])('a flag is switched on and off: %j', (tokens, expected) => {
  expect(read(...tokens)).toEqual({ rotations: expected });
});

test('a flag leaves what follows it alone', () => {
  expect(read('--rotations', '--seed', '7', '--no-open')).toEqual({
    rotations: true,
    seed: '7',
    open: false,
  });
});

test('values may be negative, hold an equals sign, and be given several times', () => {
  expect(read('--seed', '-1', '--data', 'a=b', '--data=c,d=e', '-h')).toEqual({
    seed: '-1',
    data: ['a=b', 'c,d=e'],
    help: true,
  });
});

test.each([
  [['--ways', '--shots', '2'], '--ways: its value is missing.'],
  [['--shots'], '--shots: its value is missing.'],
  [['--loud'], '--loud: there is no such option. Try --help.'],
  [['--no-seed'], '--no-seed: there is no such option. Try --help.'],
  [['-seed', '3'], '-seed: there is no such option. Try --help.'],
  [['--constructor', '3'], '--constructor: there is no such option. Try --help.'],
  [['--rotations=maybe'], '--rotations maybe: expected true or false.'],
  [['invented'], 'invented: belongs to no option. Try --help.'],
])('what is wrong is one clear line: %j', (tokens, said) => {
  expect(() => read(...tokens)).toThrow(new UsageError(said));
});

test('help tells meaning, range and default of every setting, in straight columns', () => {
  const rows = settingRows();
  expect(rows.map(([option]) => option)).toContain('--evaluate-every');
  for (const [option, meaning, values, initial] of rows) {
    for (const cell of [meaning, values, initial]) expect(cell, option).not.toBe('');
  }
  const lines = helpTable([HELP_HEAD, ...rows]).split('\n');
  const starts = ['option', 'meaning', 'values', 'default'].map((word) => lines[0].indexOf(word));
  for (const line of lines) {
    // Between two columns there is nothing but space, and none begins anywhere else.
    for (const start of starts) expect(line.slice(Math.max(0, start - 2), start).trim(), line).toBe('');
    expect(line.length, line).toBeLessThan(120);
  }
});
