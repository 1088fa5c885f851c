import { mkdir, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { readArguments } from './arguments.ts';
import { growthPage, growthPlot, growthWorkloads } from './bench/growth.ts';
import { judge, LoadWatch } from './bench/load.ts';
import type { Cell } from './bench/measure.ts';
import { BACKENDS, budgetFrom, HELP, namesFrom, OPTIONS, overridesFrom, RIVALS } from './bench/options.ts';
import { findPeers } from './bench/python-peers.ts';
import { type Machine, reportOf } from './bench/report.ts';
import { type Field, machineOf, runAll } from './bench/run.ts';
import { tableOf } from './bench/table.ts';
import { workloadNames, workloadsFrom } from './bench/workloads.ts';
import { ROOT } from './build.ts';
import { printJson, runProgram } from './program.ts';

/** Looks at the machine before anything is started. */
const LOOKS = 3;

/** Where time matters: plain JavaScript is a last resort. */
const GROWTH_BACKENDS = ['webgl', 'wasm'] as const;

const say = (line: string) => process.stderr.write(`${line}\n`);

async function writeGrowth(folder: string, machine: Machine, cells: Cell[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'bench.md'), growthPage(machine, cells));
  await writeFile(join(folder, 'bench.svg'), growthPlot(cells));
  say(`Written: ${join(folder, 'bench.md')} and bench.svg`);
}

await runProgram(async () => {
  const { values } = readArguments({ options: OPTIONS });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { 'busy-ok': busyOk = false, json = false, growth = false, out = join(ROOT, 'docs') } = values;
  const budget = budgetFrom(values);
  const overrides = overridesFrom(values);
  const names = namesFrom('workload', values.workload, workloadNames, workloadNames);
  const workloads = growth ? growthWorkloads(overrides) : workloadsFrom(names, overrides);
  const backends = namesFrom('backend', values.backend, BACKENDS, growth ? GROWTH_BACKENDS : BACKENDS);
  const without = namesFrom('without', values.without, RIVALS, []);
  // Compilers would take longer than all of its small workloads.
  const rivals = RIVALS.filter((rival) => !without.includes(rival) && !(growth && rival === 'peers'));

  const [loadBefore] = loadavg();
  const load = new LoadWatch();
  for (let i = 0; i < LOOKS; i++) await load.look();
  const busy = judge(load.samples);
  if (busy !== null && !busyOk) {
    say(`This machine is too busy to judge: ${busy}. Wait until it is idle, or give --busy-ok.`);
    return 1;
  }
  const python = rivals.includes('pytorch') || rivals.includes('peers') ? await findPeers() : null;
  const field: Field = { backends, rivals, python, all: values.all ?? false };

  // Loaded late, so that a wrong option is told at once.
  const { openHarness } = await import('./harness.ts');
  const harness = await openHarness();
  try {
    await harness.page.evaluate(() => window.harness.bench.prepare());
    const cells = await runAll(workloads, field, budget, harness, load, (name) => say(`${name} ...`));
    const machine = machineOf(harness, python, cells, load, loadBefore);
    const judged = machine.busy === null || busyOk;
    const report = reportOf(machine, budget, cells, judged);
    if (json) printJson(report);
    else process.stdout.write(tableOf(report));
    if (growth && judged) await writeGrowth(out, machine, cells);
    if (!judged) say(`No ratios: ${machine.busy}. Wait until the machine is idle, or give --busy-ok.`);
    return judged ? 0 : 1;
  } finally {
    await harness.close();
  }
});
