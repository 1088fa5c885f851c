import type { ContestantName } from './contestants.ts';
import type { Cell } from './measure.ts';
import type { Best, Ratio, Report } from './report.ts';

const KERNELS_SHOWN = 8;
const RIVALS: ContestantName[] = ['pytorch', 'stock', 'jax'];

function bestLine({ workload, peer, secondsPerIteration, backend, ratio }: Best): string {
  return `  ${workload}: ${peer}, ${digits(secondsPerIteration)} s; the engine on ${backend} takes ${digits(ratio)} of that`;
}

/** Three significant digits, as many as a timing bears. */
export function digits(value: number | null): string {
  if (value === null) return '';
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

const whole = (value: number | null) => (value === null ? '' : String(Math.round(value)));
const megabytes = (bytes: number | null) => digits(bytes === null ? null : bytes / 2 ** 20);
const milliseconds = (seconds: number | null) => digits(seconds === null ? null : seconds * 1000);

/** Columns padded to their widest entry; the first `left` of them flush left. */
export function align(rows: readonly string[][], left: number): string {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const pad = (text: string, i: number) => (i < left ? text.padEnd(widths[i]) : text.padStart(widths[i]));
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

function ratioColumns({ workload, by, backend }: Cell, ratios: readonly Ratio[]): string[] {
  return RIVALS.map((against) => {
    const found = ratios.find(
      (ratio) => ratio.workload === workload && ratio.backend === backend && ratio.against === against,
    );
    return by === 'engine' && found ? digits(found.ratio) : '';
  });
}

function held(count: string, atEnd: string): string {
  return count === atEnd || atEnd === '' ? count : `${count} -> ${atEnd}`;
}

function row(cell: Cell, ratios: readonly Ratio[]): string[] {
  return [
    cell.workload,
    cell.by,
    cell.backend,
    digits(cell.secondsPerIteration) || '-',
    whole(cell.iterations),
    digits(cell.firstIterationSeconds),
    ...ratioColumns(cell, ratios),
    whole(cell.dispatches),
    held(whole(cell.tensors), whole(cell.tensorsAtEnd)),
    held(megabytes(cell.bytes), megabytes(cell.bytesAtEnd)),
    milliseconds(cell.uploadSeconds),
    whole(cell.threads),
  ];
}

const HEAD = [
  'workload',
  'by',
  'backend',
  's/iteration',
  'timed',
  'first, s',
  '/PyTorch',
  '/stock',
  '/jax-js',
  'dispatches',
  'tensors',
  'MB',
  'upload, ms',
  'threads',
];

function kernels({ workload, by, backend, dispatches, dispatchesByKernel }: Cell): string {
  const shown = dispatchesByKernel
    .slice(0, KERNELS_SHOWN)
    .map((kernel) => `${kernel.dispatches} ${kernel.name}`);
  const more = dispatchesByKernel.length > KERNELS_SHOWN ? ', ...' : '';
  return `  ${workload}, ${by} on ${backend}: ${whole(dispatches)} = ${shown.join(', ')}${more}`;
}

/** The report for a person. */
export function tableOf(report: Report): string {
  const { machine, ratios, best, cut } = report;
  const { workloads, stock, jax, pytorch, peers } = report;
  const cells = [...workloads, ...stock, ...jax, ...pytorch, ...peers];
  const names = [...new Set(cells.map(({ workload }) => workload))];
  const sorted = names.flatMap((name) => cells.filter(({ workload }) => workload === name));
  const counted = sorted.filter(({ dispatches }) => dispatches !== null);
  const lines = [
    `${machine.processor}, ${machine.cores} cores, ${machine.system}`,
    `${machine.browser}; WebGL: ${machine.renderer ?? 'none'}; PyTorch: ${machine.pytorch ?? 'not found'}; JAX: ${machine.jax ?? 'not found'}; Node ${machine.node}`,
    ...(machine.busy === null ? [] : [`BUSY MACHINE, these timings mislead: ${machine.busy}.`]),
    '',
    align([HEAD, ...sorted.map((cell) => row(cell, ratios ?? []))], 3),
    '',
    'Medians of whole meta-iterations. Ratios are seconds over seconds in this run: below 1, the engine is faster.',
    'Tensors and MB after the second meta-iteration (-> after the last, where that differs), of one thread; dispatches of all.',
    ...(best !== null && best.length > 0
      ? ['', 'Best peers, of those outside the browser:', ...best.map(bestLine)]
      : []),
    ...(counted.length > 0 ? ['', 'Dispatches by kernel:', ...counted.map(kernels)] : []),
    ...(cut.length > 0 ? ['', 'Left out or cut short:', ...cut.map((line) => `  ${line}`)] : []),
  ];
  return `${lines.join('\n')}\n`;
}
