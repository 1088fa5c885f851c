import type { RunSettings, Start, StepReport } from '#maml';
import type { EpisodeSource } from './episodes.ts';
import { examineTasks, meanReport } from './examine-tasks.ts';
import type { LearnerHost } from './learner-host.ts';
import type { TrainingEvent } from './protocol.ts';

/** Tasks of the adaptation curve. */
const CURVE_TASKS = 20;

/** What a showing needs to know of the run. */
export interface Scene {
  episodes: EpisodeSource;
  settings: RunSettings;
  /** The learnt start still is the random one. */
  untrained: boolean;
}

/**
 * Shows what the run's start can do by now: one meta-test task with its answers at every step, and the
 * adaptation curve over 20 more beside the random start's. The tasks stay the same through a run, so that
 * what changes is the learning.
 */
export class Showcase {
  private readonly post: (event: TrainingEvent) => void;
  private random: { key: string; report: StepReport } | null = null;

  constructor(post: (event: TrainingEvent) => void) {
    this.post = post;
  }

  /** False where `goOn` stopped it halfway. */
  async show(host: LearnerHost, scene: Scene, goOn: () => boolean): Promise<boolean> {
    if (!goOn()) return false;
    await this.showPreview(host, scene);
    return this.showCurve(host, scene, goOn);
  }

  private async showPreview(host: LearnerHost, { episodes, settings }: Scene): Promise<void> {
    const episode = episodes.tasks('preview', 0, 1);
    const { iteration, examination } = await host.use(async (learner) => ({
      iteration: learner.iteration,
      examination: await learner.examine(episode, adaptation(settings, 'learnt')),
    }));
    this.post({ type: 'preview', preview: { iteration, episode, learnt: examination.probabilities } });
  }

  private async showCurve(host: LearnerHost, scene: Scene, goOn: () => boolean): Promise<boolean> {
    const { innerLr } = scene.settings;
    const iteration = await host.use(async (learner) => learner.iteration);
    const learnt = await curveFrom(host, scene, 'learnt', goOn);
    const random = learnt && (await this.randomCurve(host, scene, learnt, goOn));
    // A curve is of one rate: where that was changed meanwhile, the next one will tell.
    if (learnt === null || random === null || scene.settings.innerLr !== innerLr) return false;
    this.post({ type: 'curve', curve: { iteration, tasks: CURVE_TASKS, innerLr, learnt, random } });
    return true;
  }

  /** The random start's curve changes only with the settings of the tasks and of their adaptation. */
  private async randomCurve(
    host: LearnerHost,
    scene: Scene,
    learnt: StepReport,
    goOn: () => boolean,
  ): Promise<StepReport | null> {
    const { shots, queries, evaluateSteps, innerLr } = scene.settings;
    const key = [shots, queries, evaluateSteps, innerLr].join();
    if (this.random?.key !== key) {
      const report = scene.untrained ? learnt : await curveFrom(host, scene, 'random', goOn);
      if (report === null) return null;
      this.random = { key, report };
    }
    return this.random.report;
  }
}

function adaptation({ evaluateSteps, innerLr }: RunSettings, start: Start) {
  return { steps: evaluateSteps, innerLr, start };
}

async function curveFrom(
  host: LearnerHost,
  { episodes, settings }: Scene,
  start: Start,
  goOn: () => boolean,
): Promise<StepReport | null> {
  const results = await examineTasks({
    tasks: CURVE_TASKS,
    chunk: settings.metaBatch,
    episodes: (first, count) => episodes.tasks('curve', first, count),
    examine: (batch) => host.use((learner) => learner.examine(batch, adaptation(settings, start))),
    goOn,
  });
  return results && meanReport(results);
}
