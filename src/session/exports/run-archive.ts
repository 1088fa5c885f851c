import { loadPart, openZip, type ZipEntry } from '#data';
import { type Checkpoint, decodeCheckpoint, withOptimizer } from '../checkpoint.ts';
import { lists } from '../listing.ts';
import type { Run } from '../run.ts';
import type { RunRecord } from '../run-file.ts';
import { CheckpointError } from '../safetensors.ts';
import { encodeRunFiles, RUN_FILES } from './run-files.ts';
import { decodeRunRecord, type SavedRecord } from './run-record.ts';

const { record: RUN, checkpoint: CHECKPOINT, optimizer: OPTIMIZER } = RUN_FILES;

/** The ending of a run's file. */
export const RUN_ENDING = '.maml.zip';

const MIB = 2 ** 20;
/** The largest network's run has 2 MB. */
const LARGEST = 64 * MIB;
const RUN_PATH = /^(?:[^/]+\/){0,3}run\.json/;

/** A run out of its file. */
export type SavedRun = Run & Pick<SavedRecord, 'data' | 'best'>;

/** A run as one file: what the command line's `--out` holds, zipped. */
export async function encodeRunArchive(
  run: RunRecord,
  checkpoint: Checkpoint,
): Promise<Uint8Array<ArrayBuffer>> {
  const { default: JSZip } = await loadPart(() => import('jszip'));
  const zip = new JSZip();
  for (const [name, bytes] of encodeRunFiles(run, checkpoint)) {
    zip.file(name, bytes, name === RUN ? { compression: 'DEFLATE' } : {});
  }
  const bytes = await zip.generateAsync({ type: 'arraybuffer' });
  return new Uint8Array(bytes);
}

/** Whether a file is a run's, by what it lists; cheap for archives of any size. */
export function isRunArchive(file: Blob): Promise<boolean> {
  return lists(file, RUN_PATH);
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
  const { settings, data, seconds, history, best } = decodeRunRecord(await bytesOf(record));
  const bare = decodeCheckpoint(await bytesOf(weights));
  const moments = entry(OPTIMIZER);
  const whole = moments === undefined ? bare : withOptimizer(bare, await bytesOf(moments), true);
  const { state, trainedOn } = whole;
  for (const key of ['network', 'filters', 'ways'] as const) {
    if (bare.settings[key] !== settings[key]) {
      throw new CheckpointError(`${RUN} and ${CHECKPOINT} are not of the same run.`);
    }
  }
  return { settings, state, trainedOn, data, seconds, history, best };
}
