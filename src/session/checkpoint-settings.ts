import type { NetworkName, RunSettings } from '#maml';
import { withEarlierMeaning } from './earlier-files.ts';
import { type OptionRecord, parseOptions } from './options.ts';
import { CheckpointError, type Tensor } from './safetensors.ts';
import { optionName, type SettingKey, settingKey, settingKeys } from './settings.ts';
import { isSlip } from './slip.ts';
import { algorithmOf, type NetworkShape, networksOf } from './torch-layout.ts';

/** What adaptation is undefined without, and no shape tells. */
const ASKED = ['steps', 'innerLr', 'ink'] as const satisfies SettingKey[];
const SHAPED = ['network', 'filters', 'ways'] as const satisfies SettingKey[];

/** Weights whose file does not say how they adapt. */
export class MissingSettingsError extends CheckpointError {
  override name = 'MissingSettingsError';
  /** What the shapes tell. */
  readonly shape: NetworkShape;
  /** What is to be said. */
  readonly missing: readonly SettingKey[];

  constructor(shape: NetworkShape, missing: readonly SettingKey[]) {
    const { network, filters, ways } = shape;
    const asked = missing.map((key) => `--${optionName(key)}`).join(', ');
    super(
      `The settings of the file (its metadata lack "run") must be given: ${asked}. Its shapes are ${network}, ${filters} filters, ${ways} ways.`,
    );
    this.shape = shape;
    this.missing = missing;
  }
}

/** Settings out of a file, and what is to be said about how they were found. */
export interface FoundSettings {
  settings: RunSettings;
  /** Names in the file that no setting has. */
  unknown: string[];
  /** Other networks that the shapes fit as well, where only shapes tell. */
  alternatives: NetworkName[];
}

/** Names that no setting has; one that is nearly a setting's is an error. */
function unknownNames(named: OptionRecord): string[] {
  const unknown = Object.keys(named).filter((option) => settingKey(option) === undefined);
  for (const option of unknown) {
    const meant = settingKeys.map(optionName).find((name) => isSlip(option, name));
    if (meant !== undefined)
      throw new CheckpointError(`The file's setting ${option} does not exist; ${meant} does.`);
  }
  return unknown;
}

/** The networks that the tensors may be of, as far as `network` leaves a choice; one at least. */
function shapesOf(tensors: ReadonlyMap<string, Tensor>, network: unknown): NetworkShape[] {
  const fitting = networksOf(tensors);
  if (fitting.length === 0) throw new CheckpointError('The tensors are those of no network here.');
  const chosen = network === undefined ? fitting : fitting.filter((shape) => shape.network === network);
  if (chosen.length > 0) return chosen;
  const names = fitting.map((shape) => shape.network).join(' or ');
  throw new CheckpointError(`The tensors have the shapes of ${names}, not of ${network}.`);
}

/**
 * The settings of weights: those that their file names, then those that the shapes of the tensors tell, then
 * those `given`. What nothing tells and nobody must know has the page's defaults, or its earlier meaning.
 *
 * @param named what the file's metadata name
 * @throws MissingSettingsError where nothing tells how the weights adapt
 * @throws CheckpointError where a setting is misspelt or wrong, or the tensors are of no network
 */
export function findSettings(
  named: OptionRecord,
  tensors: ReadonlyMap<string, Tensor>,
  given: OptionRecord,
): FoundSettings {
  const unknown = unknownNames(named);
  const known = Object.fromEntries(Object.entries(named).filter(([option]) => !unknown.includes(option)));
  const isShaped = SHAPED.every((key) => known[optionName(key)] !== undefined);
  const shapes = isShaped ? [] : shapesOf(tensors, known.network ?? given.network);
  const options = withEarlierMeaning({ ...given, ...shapes[0], ...known });
  const missing = ASKED.filter((key) => options[optionName(key)] === undefined);
  const algorithm = shapes.length > 0 ? algorithmOf(shapes[0], tensors.keys()) : undefined;
  const { settings, errors } = parseOptions(algorithm === undefined ? options : { algorithm, ...options });
  if (errors.length > 0) {
    const [{ option, value, allowed, message }] = errors;
    const isGiven = known[option] === undefined && given[option] !== undefined;
    throw new CheckpointError(
      isGiven ? message : `The file's setting ${option} is ${value}; expected ${allowed}.`,
    );
  }
  if (missing.length > 0) throw new MissingSettingsError(settings, missing);
  const isGuessed = known.network === undefined && given.network === undefined;
  return { settings, unknown, alternatives: isGuessed ? shapes.slice(1).map(({ network }) => network) : [] };
}
