import { arch, cpus, loadavg, platform, release } from 'node:os';
import type { Harness } from '../harness.ts';
import type { Check } from '../page/bench-check.ts';
import type { Contestant } from './contestants.ts';
import { inPage } from './in-page.ts';
import { judge, type LoadWatch } from './load.ts';
import { type Budget, type Cell, measure } from './measure.ts';
import type { Backend, Rival } from './options.ts';
import { type PythonPeers, pythonPeers } from './python-peers.ts';
import type { Machine } from './report.ts';
import { differInTasksOnly, type Workload } from './workloads.ts';

/** What takes part. */
export interface Field {
  backends: readonly Backend[];
  rivals: readonly Rival[];
  python: PythonPeers | null;
  /** Everything that the limit allows, not only what ends in minutes. */
  all: boolean;
}

/** Seconds that a meta-iteration may be expected to take, from one of fewer tasks. */
const PATIENCE = 12;

/** Where the slow rivals end in seconds on a processor: elsewhere they take minutes an iteration. */
const SLOW_RIVALS: { name: 'stock' | 'jax'; backend: Backend; workloads: string[] }[] = [
  { name: 'stock', backend: 'webgl', workloads: ['quick', 'watch', 'paper'] },
  { name: 'stock', backend: 'cpu', workloads: ['quick'] },
  { name: 'jax', backend: 'wasm', workloads: ['quick'] },
  { name: 'jax', backend: 'webgl', workloads: [] },
];

/** Where plain JavaScript ends in seconds; it is a last resort. */
const SMALL = ['quick', 'watch'];

/** Who does a workload. */
export function contestantsOf(
  { name: workload, settings }: Workload,
  field: Field,
  harness: Harness,
): Contestant[] {
  const { backends, rivals, python, all } = field;
  const engine = backends
    .filter((backend) => all || backend !== 'cpu' || SMALL.includes(workload))
    .map((backend) => inPage(harness.page, 'engine', backend));
  const slow = SLOW_RIVALS.filter(({ name, backend }) => rivals.includes(name) && backends.includes(backend))
    .filter(({ workloads }) => all || workloads.includes(workload))
    .map(({ name, backend }) => inPage(harness.page, name, backend));
  let checked: Promise<Check> | null = null;
  const check = () => {
    checked ??= harness.page.evaluate((each) => window.harness.bench.check(each), settings);
    return checked;
  };
  const wanted = { pytorch: rivals.includes('pytorch'), peers: rivals.includes('peers') };
  return [...engine, ...slow, ...(python === null ? [] : pythonPeers(python, wanted, check))];
}

/** Seconds of a meta-iteration, from one of fewer tasks that was measured before. */
function expectedFrom(workload: Workload, before: readonly [Workload, Cell[]][]) {
  return ({ name, backend }: Contestant): number | null => {
    for (const [{ settings }, cells] of before) {
      if (!differInTasksOnly(settings, workload.settings)) continue;
      const cell = cells.find((each) => each.by === name && each.backend === backend);
      const seconds = cell?.secondsPerIteration ?? null;
      if (seconds !== null) return (seconds * workload.settings.metaBatch) / settings.metaBatch;
    }
    return null;
  };
}

/** Times all workloads, one after the other. */
export async function runAll(
  workloads: readonly Workload[],
  field: Field,
  budget: Budget,
  harness: Harness,
  load: LoadWatch,
  onWorkload: (name: string) => void,
): Promise<Cell[]> {
  const done: [Workload, Cell[]][] = [];
  for (const workload of workloads) {
    onWorkload(workload.name);
    const contestants = contestantsOf(workload, field, harness);
    const patience = field.all ? budget.limit : Math.min(budget.limit, PATIENCE);
    const expected = expectedFrom(workload, done);
    const cells = await measure(workload, contestants, budget, load, (contestant) => {
      const seconds = expected(contestant);
      return seconds !== null && seconds > patience ? seconds : null;
    });
    done.push([workload, cells]);
  }
  return done.flatMap(([, cells]) => cells);
}

/** What was measured on. */
export function machineOf(
  harness: Harness,
  python: PythonPeers | null,
  cells: readonly Cell[],
  load: LoadWatch,
  loadBefore: number,
): Machine {
  const [processor] = cpus();
  return {
    processor: processor?.model.trim() || arch(),
    cores: cpus().length,
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    browser: harness.browser,
    renderer: cells.find(({ renderer }) => renderer !== undefined)?.renderer ?? null,
    pytorch: python?.torch ?? null,
    jax: python?.jax ?? null,
    loadAverage: [loadBefore, loadavg()[0]],
    load: load.samples,
    busy: judge(load.samples),
  };
}
