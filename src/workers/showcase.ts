import type { RunSettings, Start, StepReport } from '#maml';
import type { EpisodeSource } from './episodes.ts';
import { examineTasks, meanReport } from './examine-tasks.ts';
import type { LearnerHost } from './learner-host.ts';
import type { TrainingEvent } from './protocol.ts';
import { CLASSES_SHOWN, scoresOf, type TaskScore, typicalTask } from './typical-task.ts';

/** Tasks of the adaptation curve. */
const CURVE_TASKS = 20;

/** What a showing needs to know of the run. */
export interface Scene {
  episodes: EpisodeSource;
  settings: RunSettings;
  /** The learnt start still is the random one. */
  untrained: boolean;
}

/** What a start does on the curve's tasks. */
interface Measured {
  report: StepReport;
  scores: TaskScore[];
}

/**
 * Shows what the run's start can do by now: the adaptation curve over 20 tasks of the classes watched beside the random start's,
 * and one of these tasks with its answers at every step. The tasks stay the same through a run, so that what changes
 * is the learning; the one on show is chosen by what the random start does on it, before anything is learnt.
 */
export class Showcase {
  private readonly post: (event: TrainingEvent) => void;
  private random: (Measured & { key: string }) | null = null;
  /** The task on show, and the size of the tasks that it was chosen among. */
  private chosen: { shape: string; task: number } | null = null;

  constructor(post: (event: TrainingEvent) => void) {
    this.post = post;
  }

  /** Ends early where `goOn` says no. */
  async show(
    host: LearnerHost,
    { episodes, settings, untrained }: Scene,
    goOn: () => boolean,
  ): Promise<void> {
    // As they are now: those of the run may change meanwhile.
    const scene = { episodes, settings, untrained };
    const task = await this.taskOnShow(host, scene, goOn);
    if (task === null || !goOn()) return;
    await this.showPreview(host, scene, task);
    await this.showCurve(host, scene, goOn);
  }

  /** Another rate or number of steps leaves the task: what changes in it is their doing. */
  private async taskOnShow(host: LearnerHost, scene: Scene, goOn: () => boolean): Promise<number | null> {
    const { ways, shots, queries } = scene.settings;
    const shape = [ways, shots, queries].join();
    if (this.chosen?.shape !== shape) {
      const random = await this.measureRandom(host, scene, goOn);
      if (random === null) return null;
      const counts = { all: ways * queries, shown: Math.min(ways, CLASSES_SHOWN) };
      this.chosen = { shape, task: typicalTask(random.scores, counts) };
    }
    return this.chosen.task;
  }

  private async showPreview(host: LearnerHost, { episodes, settings }: Scene, task: number): Promise<void> {
    const episode = episodes.watched.tasks('curve', task, 1);
    const { iteration, examination } = await host.use(async (learner) => ({
      iteration: learner.iteration,
      examination: await learner.examine(episode, adaptation(settings, 'learnt')),
    }));
    const { innerLr } = settings;
    this.post({
      type: 'preview',
      preview: {
        iteration,
        task,
        split: episodes.watched.split,
        innerLr,
        episode,
        learnt: examination.probabilities,
      },
    });
  }

  private async showCurve(host: LearnerHost, scene: Scene, goOn: () => boolean): Promise<void> {
    const { innerLr, shots, queries } = scene.settings;
    const iteration = await host.use(async (learner) => learner.iteration);
    const learnt = scene.untrained ? null : await measure(host, scene, 'learnt', goOn);
    const random = await this.measureRandom(host, scene, goOn);
    if (random === null || (learnt === null && !scene.untrained)) return;
    const { split } = scene.episodes.watched;
    const reports = { learnt: (learnt ?? random).report, random: random.report };
    this.post({
      type: 'curve',
      curve: { iteration, tasks: CURVE_TASKS, split, innerLr, shots, queries, ...reports },
    });
  }

  /** The random start's figures change only with the settings of the tasks and of their adaptation. */
  private async measureRandom(
    host: LearnerHost,
    scene: Scene,
    goOn: () => boolean,
  ): Promise<Measured | null> {
    const { shots, queries, evaluateSteps, innerLr } = scene.settings;
    const key = [shots, queries, evaluateSteps, innerLr].join();
    if (this.random?.key === key) return this.random;
    const measured = await measure(host, scene, 'random', goOn);
    if (measured !== null) this.random = { key, ...measured };
    return measured;
  }
}

function adaptation({ evaluateSteps, innerLr }: RunSettings, start: Start) {
  return { steps: evaluateSteps, innerLr, start };
}

async function measure(
  host: LearnerHost,
  { episodes, settings }: Scene,
  start: Start,
  goOn: () => boolean,
): Promise<Measured | null> {
  const scores: TaskScore[] = [];
  const results = await examineTasks({
    tasks: CURVE_TASKS,
    chunk: settings.metaBatch,
    episodes: (first, count) => episodes.watched.tasks('curve', first, count),
    examine: async (batch) => {
      const examination = await host.use((learner) => learner.examine(batch, adaptation(settings, start)));
      scores.push(...scoresOf(examination, batch));
      return examination;
    },
    goOn,
  });
  return results && { report: meanReport(results, settings.ways * settings.queries), scores };
}
