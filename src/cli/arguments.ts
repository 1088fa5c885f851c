import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './program.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

const SWITCHED = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** Whether this can only be the name of an option: a value may be a negative number. */
const isName = (token: string | undefined) => token === undefined || /^-(?![\d.])./.test(token);

/**
 * The same command line in the one form that leaves `parseArgs` nothing to ask: `--name=value`, `--flag`, `--no-flag`.
 *
 * @throws UsageError for what is no option, or lacks its value
 */
function inOneForm(tokens: readonly string[], options: Options, positionals: boolean): string[] {
  const formed: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!isName(token) || token === '--' || token === '-h') {
      if (!positionals && token !== '-h') throw new UsageError(`${token}: belongs to no option. Try --help.`);
      formed.push(token);
      continue;
    }
    const [, name, given] = /^--?([^=]*)(?:=(.*))?$/s.exec(token)!;
    const positive = name.replace(/^no-/, '');
    const isKnown = Object.hasOwn(options, name);
    const isFlag = Object.hasOwn(options, positive) && options[positive].type === 'boolean';
    const isSwitchedOff = isFlag && !isKnown;
    if (!token.startsWith('--') || !(isKnown || isSwitchedOff)) {
      throw new UsageError(`${token.split('=')[0]}: there is no such option. Try --help.`);
    }
    if (isFlag) {
      const value = given ?? (SWITCHED.has(tokens[i + 1]) ? tokens[++i] : 'true');
      const isOn = SWITCHED.get(value);
      if (isOn === undefined) throw new UsageError(`--${name} ${value}: expected true or false.`);
      formed.push(isOn === isSwitchedOff ? `--no-${positive}` : `--${positive}`);
    } else {
      if (given === undefined && isName(tokens[i + 1]))
        throw new UsageError(`--${name}: its value is missing.`);
      formed.push(`--${name}=${given ?? tokens[++i]}`);
    }
  }
  return formed;
}

/**
 * A program's options, as `parseArgs` of node:util gives them. A flag may be switched off: `--no-flag`, `--flag=false`,
 * `--flag false`.
 *
 * @throws UsageError in one line for what is wrong
 */
export function readArguments<Config extends ParseArgsConfig>(
  config: Config,
  tokens: readonly string[] = process.argv.slice(2),
): ReturnType<typeof parseArgs<Config>> {
  const { options = {}, allowPositionals = false } = config;
  return parseArgs({
    ...config,
    args: inOneForm(tokens, options, allowPositionals),
    allowNegative: true,
  } as Config);
}
