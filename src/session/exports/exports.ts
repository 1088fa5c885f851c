import { loadPart } from '#data';
import type { RunSettings } from '#maml';
import { type PageOptions, writeAddress, writePageOptions } from '../address.ts';
import { type Checkpoint, encodeCheckpoint } from '../checkpoint.ts';
import { INVENTED, idOf } from '../data-control.ts';
import { machineRecord } from '../run-file.ts';
import type { SessionState } from '../state.ts';
import { type ExportFile, runName, textBytes } from './file-name.ts';
import { historyCsv, historyJson } from './history-files.ts';
import { encodeRunArchive, RUN_ENDING } from './run-archive.ts';

/** What a person can take along; each is made of the run as it stands when it is asked for. */
export interface Exports {
  /**
   * The search part of an address that shows this state: settings, data set and the page's options.
   *
   * @param search the page's own search part
   * @param change page options that differ from it
   */
  address(search: string, change: Partial<PageOptions>): string;
  historyCsv(): ExportFile;
  historyJson(): ExportFile;
  /** The weights as safetensors. @throws Error where there is no run */
  checkpoint(): Promise<ExportFile>;
  /**
   * A PyTorch script that loads and evaluates the run's checkpoint as it stands, and that checkpoint with it where it is
   * not the one saved last: the script never names weights that a person does not have. @throws Error where there is no run
   */
  evaluationScript(): Promise<ExportFile[]>;
  /** Settings, weights, the optimiser's moments and the history as one file, which the page opens again. */
  run(): Promise<ExportFile>;
  /** The settings as a PyTorch program. Python is loaded when it is asked for. */
  program(): Promise<ExportFile>;
}

export interface ExportSource {
  state(): SessionState;
  /** The settings that an address names: a person's own, while the lesson borrows others. */
  lasting(settings: RunSettings): RunSettings;
  /** The run's settings and weights as they stand. @throws Error where there is no run */
  snapshot(): Promise<Checkpoint>;
  /** Name and version of everything whose version matters. */
  versions(): Promise<Record<string, string>>;
}

/** Makes files of a session's state. */
export function createExports({ state, lasting, snapshot, versions }: ExportSource): Exports {
  const named = (ending: string, bytes: ExportFile['bytes']): ExportFile => {
    const { settings, iteration } = state();
    return { name: runName(settings, iteration) + ending, bytes };
  };
  /** The name of the checkpoint saved last. */
  let savedLast: string | null = null;
  const fileOf = (checkpoint: Checkpoint): ExportFile => {
    savedLast = `${runName(checkpoint.settings, checkpoint.state.iteration)}.safetensors`;
    return { name: savedLast, bytes: encodeCheckpoint(checkpoint) };
  };
  return {
    address(search, change) {
      const { settings, dataset } = state();
      // While the first data set is made ready, it is the one asked for.
      const data = dataset === null ? new URLSearchParams(search).get('data') : idOf(dataset);
      return writePageOptions(writeAddress(search, lasting(settings), data ?? INVENTED), change);
    },
    historyCsv: () => named('-history.csv', textBytes(historyCsv(state().history))),
    historyJson() {
      const { settings, dataset, iteration, elapsed, history } = state();
      const record = { settings, data: dataset, iteration, seconds: elapsed, history };
      return named('-history.json', textBytes(historyJson(record)));
    },
    checkpoint: async () => fileOf(await snapshot()),
    async evaluationScript() {
      const checkpoint = await snapshot();
      const saved = savedLast;
      const weights = fileOf(checkpoint);
      const { evaluationScriptOf } = await loadPart(() => import('./evaluation-script.ts'));
      const script = {
        name: weights.name.replace(/\.safetensors$/, '.py'),
        bytes: textBytes(evaluationScriptOf(checkpoint.settings, weights.name)),
      };
      return weights.name === saved ? [script] : [script, weights];
    },
    async run() {
      const checkpoint = await snapshot();
      const { settings, state: learner } = checkpoint;
      const { dataset, backend, elapsed, history } = state();
      if (dataset === null || backend === null) throw new Error('There is no run yet.');
      const upTo = <At extends { iteration: number }>(list: readonly At[]) =>
        list.filter(({ iteration }) => iteration <= learner.iteration);
      const record = {
        settings,
        data: dataset,
        backend,
        versions: await versions(),
        machine: machineRecord(backend),
        iteration: learner.iteration,
        seconds: elapsed,
        history: {
          points: upTo(history.points),
          evaluations: upTo(history.evaluations),
          changes: upTo(history.changes),
        },
      };
      const bytes = await encodeRunArchive(record, checkpoint);
      return { name: runName(settings, learner.iteration) + RUN_ENDING, bytes };
    },
    async program() {
      const { PROGRAM_NAME, programOf } = await loadPart(() => import('./program.ts'));
      return { name: PROGRAM_NAME, bytes: textBytes(programOf(state().settings)) };
    },
  };
}
