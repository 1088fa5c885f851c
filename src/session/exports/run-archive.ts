import * as v from 'valibot';
import { loadPart, openZip, type ZipEntry } from '#data';
import type { HalfWidth } from '#workers';
import { MAX_CHANGES } from '../changes.ts';
import {
  type Checkpoint,
  decodeCheckpoint,
  encodeCheckpoint,
  encodeOptimizer,
  withOptimizer,
} from '../checkpoint.ts';
import { splitBefore, withEarlierMeaning } from '../earlier-files.ts';
import { lists } from '../listing.ts';
import { parseOptions } from '../options.ts';
import type { Run } from '../run.ts';
import { encodeRun, type RunRecord } from '../run-file.ts';
import { CheckpointError } from '../safetensors.ts';
import { fromOptions, settingKey } from '../settings.ts';
import type { DatasetSummary } from '../state.ts';

/** The files of a run, as the command line's `--out` names them. */
const RUN = 'run.json';
const CHECKPOINT = 'checkpoint.safetensors';
const OPTIMIZER = 'optimizer.safetensors';

/** The ending of a run's file. */
export const RUN_ENDING = '.maml.zip';

const MIB = 2 ** 20;
/** The largest network's run has 2 MB. */
const LARGEST = 64 * MIB;
const RUN_PATH = /^(?:[^/]+\/){0,3}run\.json/;

/** A run out of its file. */
export interface SavedRun extends Run {
  /** The data set that it learnt from. */
  data: Pick<DatasetSummary, 'name' | 'source' | 'characters' | 'drawings'>;
}

/** A run as one file: what the command line's `--out` holds, zipped. */
export async function encodeRunArchive(
  run: RunRecord,
  checkpoint: Checkpoint,
): Promise<Uint8Array<ArrayBuffer>> {
  const { default: JSZip } = await loadPart(() => import('jszip'));
  const zip = new JSZip();
  zip.file(RUN, encodeRun(run), { compression: 'DEFLATE' });
  zip.file(CHECKPOINT, encodeCheckpoint(checkpoint));
  const optimizer = encodeOptimizer(checkpoint);
  if (optimizer !== null) zip.file(OPTIMIZER, optimizer);
  const bytes = await zip.generateAsync({ type: 'arraybuffer' });
  return new Uint8Array(bytes);
}

/** Whether a file is a run's, by what it lists; cheap for archives of any size. */
export function isRunArchive(file: Blob): Promise<boolean> {
  return lists(file, RUN_PATH);
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @throws CheckpointError where the entry is damaged, or too large to be a run's */
async function bytesOf({ path, size, read }: ZipEntry): Promise<Uint8Array> {
  if (size > LARGEST) throw new CheckpointError(`${path} in the file is too large for a run.`);
  return read().catch(() => {
    throw new CheckpointError(`${path} in the file is damaged.`);
  });
}

/**
 * The run in a file that `encodeRunArchive` made, or in a zipped folder of the command line's.
 *
 * @throws CheckpointError where there is none, or it is damaged
 */
export async function decodeRunArchive(file: Blob): Promise<SavedRun> {
  if (file.size > LARGEST) throw new CheckpointError('The file is too large for a run.');
  const entries = await openZip(new Uint8Array(await file.arrayBuffer()), RUN).catch(() => {
    throw new CheckpointError('The file is no archive, or it is cut short.');
  });
  const entry = (name: string) => entries.find(({ path }) => path === name || path.endsWith(`/${name}`));
  const [record, weights] = [entry(RUN), entry(CHECKPOINT)];
  if (record === undefined || weights === undefined) {
    throw new CheckpointError(`The file lacks ${record === undefined ? RUN : CHECKPOINT}.`);
  }
  const run = v.safeParse(schema, parseJson(new TextDecoder().decode(await bytesOf(record))));
  if (!run.success) throw new CheckpointError(`${RUN} in the file is damaged.`);
  const known = Object.entries(run.output.settings).filter(([option]) => settingKey(option) !== undefined);
  const named = { ...splitBefore(run.output.data), ...Object.fromEntries(known) };
  const { settings, errors } = parseOptions(withEarlierMeaning(named));
  if (errors.length > 0) throw new CheckpointError(`The setting ${errors[0].option} in the file is wrong.`);
  const bare = decodeCheckpoint(await bytesOf(weights));
  const moments = entry(OPTIMIZER);
  const { state, trainedOn } = moments === undefined ? bare : withOptimizer(bare, await bytesOf(moments));
  for (const key of ['network', 'filters', 'ways'] as const) {
    if (bare.settings[key] !== settings[key]) {
      throw new CheckpointError(`${RUN} and ${CHECKPOINT} are not of the same run.`);
    }
  }
  const { data, seconds, history } = run.output;
  return { settings, state, trainedOn, data, seconds, history };
}
