import type { EpisodeBatch } from '#tasks';
import type { Device, Program, Variable } from './devices/device.ts';
import { meanOfSums } from './gradient-sums.ts';
import type {
  Examination,
  LearnerState,
  MetaLearner,
  NamedArray,
  Profile,
  Start,
  StepReport,
  TaskShare,
} from './learner.ts';
import { learntGroups } from './learnt.ts';
import { meanAccuracy } from './mean-accuracy.ts';
import { shareTasks } from './meta-batch.ts';
import type { ParameterSpec } from './networks/network.ts';
import { flatten, unflatten } from './networks/weights.ts';
import { adam, adamRates } from './ops/adam.ts';
import type { RunSettings } from './settings.ts';
import { randomStart } from './start.ts';
import { type Figures, TaskRunner } from './task-runner.ts';
import { compile } from './trace/plan.ts';

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** Figures of all tasks, from those of each share, in the order of the shares. */
function joinFigures(shares: Figures[]): Figures {
  const rows = (quantity: keyof Figures) =>
    shares[0][quantity].map((_, step) => shares.flatMap((share) => share[quantity][step]));
  return { queryLoss: rows('queryLoss'), queryAccuracy: rows('queryAccuracy') };
}

function join(parts: Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => Array.from(part)));
}

/**
 * The learner on a device: its start and Adam's moments stay there. Tasks are shared with the crew, other
 * threads on devices of their own, which are handed the start and hand back sums of their tasks' gradients.
 */
class DeviceLearner implements MetaLearner {
  iteration = 0;
  private readonly settings: RunSettings;
  private readonly device: Device;
  private readonly crew: readonly TaskShare[];
  private readonly groups: ParameterSpec[][];
  private readonly runner: TaskRunner;
  private readonly first: Variable;
  private readonly second: Variable;
  private readonly rates: Variable;
  private readonly adam: Program;
  private updates = 0;
  /** Resolves when the last step of the start has been queued. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(settings: RunSettings, device: Device, crew: readonly TaskShare[]) {
    this.settings = settings;
    this.device = device;
    this.crew = crew;
    this.groups = learntGroups(settings);
    this.runner = new TaskRunner(device, settings);
    const { theta, gradient } = this.runner;
    const weights = theta.size;
    this.first = device.variable(weights);
    this.second = device.variable(weights);
    this.rates = device.variable(3);
    const flat = [weights];
    const plan = compile([flat, flat, flat, flat, [3]], (...inputs) => {
      const [start, mean, first, second, rates] = inputs;
      return adam(start, mean, first, second, rates);
    });
    const moments = [this.first, this.second];
    this.adam = device.load(plan, [theta, gradient, ...moments, this.rates], [theta, ...moments]);
    device.write(theta, this.randomStart());
  }

  metaIteration(batch: EpisodeBatch, rates: { innerLr: number; outerLr: number }): Promise<StepReport> {
    const queued = this.turn.then(() => this.iterate(batch, rates));
    this.turn = queued;
    return queued.then(async ({ figures }) => {
      const { queryLoss, queryAccuracy } = await figures;
      const answers = batch.ways * batch.queries;
      return {
        queryLoss: queryLoss.map(mean),
        queryAccuracy: queryAccuracy.map((shares) => meanAccuracy(shares, answers)),
      };
    });
  }

  async examine(
    batch: EpisodeBatch,
    options: { steps: number; innerLr: number; start: Start },
  ): Promise<Examination> {
    await this.turn;
    const { steps, innerLr, start } = options;
    const { theta } = this.runner;
    const [mine, ...others] = shareTasks(batch, 1 + this.crew.length);
    const isElsewhere = start === 'random';
    const learnt = isElsewhere || others.length > 0 ? await this.device.read(theta) : null;
    const from = isElsewhere ? this.randomStart() : learnt;
    const theirs = others.map((tasks, i) =>
      this.crew[i].examine(from as Float32Array, tasks, steps, innerLr),
    );
    if (isElsewhere) this.device.write(theta, from as Float32Array);
    const answers = await this.runner.examine(mine, steps, innerLr);
    if (isElsewhere) this.device.write(theta, learnt as Float32Array);
    const all = [answers, ...(await Promise.all(theirs))];
    return {
      ...joinFigures(all),
      probabilities: answers.probabilities.map((_, step) =>
        join(all.map(({ probabilities }) => probabilities[step])),
      ),
    };
  }

  async isFinite(): Promise<boolean> {
    await this.turn;
    return (await this.device.read(this.runner.theta)).every(Number.isFinite);
  }

  async state(): Promise<LearnerState> {
    await this.turn;
    // The counts belong to the values as they are now, before the read waits.
    const { iteration, updates } = this;
    const variables = [this.runner.theta, this.first, this.second];
    const arrays = await Promise.all(variables.map((variable) => this.device.read(variable)));
    const [parameters, first, second] = arrays.map((values) => unflatten(this.groups, values));
    return { iteration, parameters, optimizer: { updates, first, second } };
  }

  restore({ iteration, parameters, optimizer }: LearnerState): void {
    const zeros = new Float32Array(this.first.size);
    const values = (arrays?: NamedArray[]) => (arrays ? flatten(this.groups, arrays) : zeros);
    this.device.write(this.runner.theta, flatten(this.groups, parameters));
    this.device.write(this.first, values(optimizer?.first));
    this.device.write(this.second, values(optimizer?.second));
    this.iteration = iteration;
    this.updates = optimizer?.updates ?? 0;
  }

  async profile(batch: EpisodeBatch, innerLr: number): Promise<Profile> {
    await this.turn;
    const [mine] = shareTasks(batch, 1 + this.crew.length);
    const kernels = await this.runner.profile(mine, innerLr);
    const sum = (of: 'seconds' | 'dispatches') => kernels.reduce((total, kernel) => total + kernel[of], 0);
    return {
      kernels,
      seconds: sum('seconds'),
      dispatches: sum('dispatches') + this.adam.dispatches,
      threads: 1 + this.crew.length,
      memory: this.memory(),
    };
  }

  memory(): { tensors: number; bytes: number } {
    return this.device.memory();
  }

  dispose(): void {
    this.runner.dispose();
    this.adam.dispose();
    for (const variable of [this.first, this.second, this.rates]) this.device.free(variable);
  }

  /** Queues a meta-iteration's work on every device. */
  private async iterate(
    batch: EpisodeBatch,
    { innerLr, outerLr }: { innerLr: number; outerLr: number },
  ): Promise<{ figures: Promise<Figures> }> {
    const begun = await this.sumGradients(shareTasks(batch, 1 + this.crew.length), innerLr);
    this.updates++;
    this.device.write(this.rates, adamRates(outerLr, this.updates));
    this.adam.run();
    this.iteration++;
    return begun;
  }

  /** Leaves the mean gradient of all shares' tasks on the device; the same bits however they are shared. */
  private async sumGradients(
    [mine, ...others]: EpisodeBatch[],
    innerLr: number,
  ): Promise<{ figures: Promise<Figures> }> {
    if (others.length === 0) return { figures: this.runner.metaGradient(mine, innerLr) };
    const theta = await this.device.read(this.runner.theta);
    let tasks = mine.tasks;
    const theirs = others.map((batch, i) => {
      const first = tasks;
      tasks += batch.tasks;
      return this.crew[i].gradientSums(theta, batch, first, innerLr);
    });
    const parts = await Promise.all([this.runner.gradientSums(mine, 0, innerLr), ...theirs]);
    const mean = meanOfSums(
      parts.flatMap(({ sums }) => sums),
      tasks,
    );
    this.device.write(this.runner.gradient, mean);
    return { figures: Promise.resolve(joinFigures(parts)) };
  }

  private randomStart(): Float32Array {
    return flatten(this.groups, randomStart(this.groups, this.settings));
  }
}

/**
 * A fresh learner: the run's random start, on a device.
 *
 * @param crew who else takes part of each meta-batch's tasks
 */
export function createLearner(
  settings: RunSettings,
  device: Device,
  crew: readonly TaskShare[] = [],
): MetaLearner {
  return new DeviceLearner(settings, device, crew);
}
