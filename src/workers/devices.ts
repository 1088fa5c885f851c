import type { BackendChoice, BackendName, BackendReport, Device, RunSettings, Speed } from '#maml';
import { version } from '../../package.json';
import { assemble, type Engine, type Team } from './engine.ts';
import { measureSpeed, type Workload } from './measure-speed.ts';
import type { TrialMemory } from './trial-memory.ts';

/** `remembered`: measure only what was not measured on an earlier visit; `anew`: measure in any case. */
export type TrialMode = 'remembered' | 'anew';

/** How the device of a run is found out by measuring. */
export interface Trial extends Workload {
  mode: TrialMode;
}

export interface DeviceInUse {
  device: Device;
  /** The device's own report, and what the trial has to say. */
  report: BackendReport;
  /** The team that the trial measured, as fresh as before but warm; absent where there was none. */
  team?: Team;
}

type Candidate = 'webgl' | 'wasm';

interface TrialDependencies {
  memory: TrialMemory;
  /** Hears which backend is being measured. */
  onMeasuring(backend: BackendName): void;
}

/** Everything that the time of a meta-iteration depends on. */
const workloadKeys: (keyof RunSettings)[] = [
  'network',
  'filters',
  'algorithm',
  'ways',
  'shots',
  'queries',
  'metaBatch',
  'steps',
];

/**
 * Opens the device of a run: the one asked for by name, or the one that a short trial finds fastest. A device
 * stays open from one run to the next that uses it.
 */
export class Devices {
  private readonly engine: Engine;
  private readonly trials: TrialDependencies;
  private readonly open = new Map<BackendChoice, Promise<Device>>();
  /** What WebGL is on this machine, once it was asked. */
  private graphics: BackendReport | null = null;

  constructor(engine: Engine, trials: TrialDependencies) {
    this.engine = engine;
    this.trials = trials;
  }

  /** Without a trial, `auto` is what the engine prefers. */
  async use(choice: BackendChoice, trial?: Trial): Promise<DeviceInUse> {
    if (trial === undefined || (choice !== 'auto' && trial.mode === 'remembered')) {
      const device = await this.only(choice);
      return { device, report: device.report };
    }
    const teams = new Map<BackendChoice, Team>();
    const speeds = await this.try(trial, teams);
    const chosen = choice === 'auto' ? fastest(speeds) : choice;
    for (const [other, team] of teams) if (other !== chosen) team.dispose();
    const device = await this.only(chosen);
    const report = choice === 'auto' ? this.reasoned(device.report) : device.report;
    return { device, report: { ...report, trial: speeds }, team: teams.get(chosen) };
  }

  /** Closes what is open, as after a device was lost. */
  close(): void {
    for (const choice of [...this.open.keys()]) this.drop(choice);
  }

  private device(choice: BackendChoice): Promise<Device> {
    const open = this.open.get(choice);
    if (open !== undefined) return open;
    const opened = this.engine.openDevice(choice);
    this.open.set(choice, opened);
    // What could not be opened may be tried again.
    opened.catch(() => this.open.delete(choice));
    return opened;
  }

  private drop(choice: BackendChoice): void {
    const opened = this.open.get(choice);
    this.open.delete(choice);
    opened?.then(
      (device) => device.dispose(),
      () => {},
    );
  }

  /** The device of a choice, and no other one. */
  private only(choice: BackendChoice): Promise<Device> {
    for (const other of [...this.open.keys()]) if (other !== choice) this.drop(other);
    return this.device(choice);
  }

  /** What each backend of this machine does with the workload; `teams` takes those that did it. */
  private async try({ mode, ...workload }: Trial, teams: Map<BackendChoice, Team>): Promise<Speed[]> {
    this.graphics ??= (await this.device('webgl')).report;
    const key = trialKey(this.graphics, workload.settings);
    const known = mode === 'remembered' ? await this.trials.memory.recall(key) : null;
    if (known !== null) return known;
    const speeds = [await this.measure('wasm', workload, teams)];
    // A processor that imitates a graphics card takes seconds to prove that it is slow.
    if (this.graphics.backend === 'webgl' && !this.graphics.software) {
      speeds.unshift(await this.measure('webgl', workload, teams));
    }
    await this.trials.memory.keep(key, speeds);
    return speeds;
  }

  private async measure(
    choice: Candidate,
    workload: Workload,
    teams: Map<BackendChoice, Team>,
  ): Promise<Speed> {
    const device = await this.device(choice);
    const { backend } = device.report;
    this.trials.onMeasuring(backend);
    const team = await assemble(this.engine, workload.settings, device);
    try {
      const start = await team.learner.state();
      const iterationsPerSecond = await measureSpeed(team, device.batchesTasks, workload);
      team.learner.restore(start);
      teams.set(choice, team);
      return { backend, iterationsPerSecond };
    } catch {
      // What fails here is no reason not to train on another one.
      team.dispose();
      this.drop(choice);
      return { backend, iterationsPerSecond: 0 };
    }
  }

  /** The report of a device that a trial chose: why it is not WebGL. */
  private reasoned(report: BackendReport): BackendReport {
    if (report.backend === 'webgl' || this.graphics === null) return { ...report, requested: 'auto' };
    const { renderer, software, reason } = this.graphics;
    // What keeps the processor from its fast kernels weighs more than why it is the processor.
    const setAside = report.reason ?? reason ?? (software ? 'software-webgl' : undefined);
    return { ...report, requested: 'auto', renderer, software, reason: setAside };
  }
}

/** The processor where neither is. */
function fastest(speeds: readonly Speed[]): Candidate {
  const best = speeds.reduce((a, b) => (b.iterationsPerSecond >= a.iterationsPerSecond ? b : a));
  return best.backend === 'webgl' ? 'webgl' : 'wasm';
}

function trialKey({ renderer, reason }: BackendReport, settings: RunSettings): string {
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
  const workload = workloadKeys.map((key) => settings[key]);
  return [version, renderer ?? reason, cores, ...workload].join('|');
}
