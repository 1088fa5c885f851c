import * as v from 'valibot';
import type { RunSettings } from '#maml';
import type { HalfWidth } from '#workers';
import { MAX_CHANGES } from '../changes.ts';
import { splitBefore, withEarlierMeaning } from '../earlier-files.ts';
import { parseOptions } from '../options.ts';
import { parseJson } from '../parse-json.ts';
import type { Run } from '../run.ts';
import type { BestRecord } from '../run-file.ts';
import { CheckpointError } from '../safetensors.ts';
import { fromOptions, settingKey } from '../settings.ts';
import type { DatasetSummary } from '../state.ts';
import { RUN_FILES } from './run-files.ts';

/** What `run.json` tells of a run that may go on. */
export interface SavedRecord extends Pick<Run, 'seconds' | 'history'> {
  settings: RunSettings;
  /** The data set that it learnt from. */
  data: Pick<DatasetSummary, 'name' | 'source' | 'characters' | 'drawings'>;
  iteration?: number;
  /** The save that it is of; earlier versions do not tell. */
  save?: string;
  best?: BestRecord;
}

/** Earlier versions told of an interval over a single task: of 0. */
const none = (halfWidths: readonly HalfWidth[]): HalfWidth[] => halfWidths.map(() => null);

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
// A loss that was no number is written as null.
const steps = v.array(
  v.pipe(
    v.nullable(v.number()),
    v.transform((value) => value ?? Number.NaN),
  ),
);
const point = v.object({ iteration: count, seconds: v.number(), queryLoss: steps, queryAccuracy: steps });
const halfWidths = v.array(v.nullable(v.number()));
const evaluation = v.pipe(
  v.object({
    iteration: count,
    tasks: count,
    // Earlier versions evaluated on meta-test classes only, on whole query sets, and did not say so.
    split: v.optional(v.picklist(['train', 'validation', 'test', 'all']), 'test'),
    classes: v.optional(v.nullable(count), null),
    queryAccuracy: steps,
    ci95: halfWidths,
    queryLoss: steps,
    lossCi95: halfWidths,
    transductive: v.optional(v.boolean(), true),
  }),
  v.transform((all) =>
    all.tasks > 1 ? all : { ...all, ci95: none(all.ci95), lossCi95: none(all.lossCi95) },
  ),
);
/** Some settings under their option names; those that this version does not know are left out. */
const options = v.pipe(
  v.record(v.string(), v.unknown()),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const settings = fromOptions(dataset.value);
    if (settings !== null) return settings;
    addIssue({ message: 'A setting has a value that it cannot have.' });
    return NEVER;
  }),
);
const changes = v.pipe(
  v.array(v.object({ iteration: count, from: options, to: options })),
  v.maxLength(MAX_CHANGES),
  v.check((all) => all.every(({ iteration }, i) => i === 0 || iteration > all[i - 1].iteration)),
);
const schema = v.object({
  iteration: v.optional(count),
  save: v.optional(v.string()),
  best: v.optional(v.object({ iteration: count, queryAccuracy: v.number() })),
  settings: v.record(v.string(), v.unknown()),
  data: v.object({
    name: v.string(),
    source: v.picklist(['invented', 'archive']),
    characters: count,
    drawings: count,
    trainCharacters: v.optional(count),
  }),
  seconds: v.number(),
  history: v.object({
    points: v.array(point),
    evaluations: v.array(evaluation),
    // Files of earlier versions tell of none.
    changes: v.optional(changes, []),
  }),
});

/**
 * Reads `run.json`.
 *
 * @throws CheckpointError where it is damaged
 */
export function decodeRunRecord(bytes: Uint8Array): SavedRecord {
  const run = v.safeParse(schema, parseJson(new TextDecoder().decode(bytes)));
  if (!run.success) throw new CheckpointError(`${RUN_FILES.record} in the file is damaged.`);
  const known = Object.entries(run.output.settings).filter(([option]) => settingKey(option) !== undefined);
  const named = { ...splitBefore(run.output.data), ...Object.fromEntries(known) };
  const { settings, errors } = parseOptions(withEarlierMeaning(named));
  if (errors.length > 0) throw new CheckpointError(`The setting ${errors[0].option} in the file is wrong.`);
  return { ...run.output, settings };
}
