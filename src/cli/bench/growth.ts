import { type OptionRecord, optionName, type SettingKey } from '#session';
import type { Cell } from './measure.ts';
import { type Panel, plot } from './plot.ts';
import type { Machine } from './report.ts';
import { digits } from './table.ts';
import { type Workload, workloadsFrom } from './workloads.ts';

/** The workload from which one setting at a time is varied. */
const BASE = 'quick';

const AXES: { key: SettingKey; label: string; values: number[] }[] = [
  { key: 'metaBatch', label: 'meta-batch', values: [1, 2, 4, 8, 16, 32] },
  { key: 'filters', label: 'filters', values: [8, 16, 32, 64] },
  { key: 'steps', label: 'inner steps', values: [1, 2, 3, 5, 8] },
  { key: 'ways', label: 'ways', values: [2, 5, 10, 20] },
];

const LABELS: Record<string, string> = {
  'engine webgl': 'this engine, WebGL',
  'engine wasm': 'this engine, WebAssembly',
  'engine cpu': 'this engine, JavaScript',
  'pytorch cpu': 'PyTorch',
};

const nameOf = (label: string, value: number) => `${label} ${value}`;

/** A workload for every value of every axis, named after them. */
export function growthWorkloads(overrides: OptionRecord): Workload[] {
  return AXES.flatMap(({ key, label, values }) =>
    values.map((value) => {
      const [workload] = workloadsFrom([BASE], { ...overrides, [optionName(key)]: String(value) });
      return { ...workload, name: nameOf(label, value) };
    }),
  );
}

const seriesOf = ({ by, backend }: Cell) => `${by} ${backend}`;

function cellOf(cells: readonly Cell[], series: string, label: string, value: number): Cell | undefined {
  // Of a program that ran with several numbers of threads, the better.
  return cells
    .filter((cell) => seriesOf(cell) === series && cell.workload === nameOf(label, value))
    .sort((a, b) => (a.secondsPerIteration ?? Infinity) - (b.secondsPerIteration ?? Infinity))[0];
}

function table(label: string, values: number[], cells: readonly Cell[]): string {
  const at = (series: string, value: number) => cellOf(cells, series, label, value);
  const row = (name: string, entries: string[]) => `| ${[name, ...entries].join(' | ')} |`;
  const series = [...new Set(cells.map(seriesOf))];
  const seconds = series.map((each) =>
    row(
      LABELS[each] ?? each,
      values.map((value) => digits(at(each, value)?.secondsPerIteration ?? null) || '-'),
    ),
  );
  const counted = series.filter((each) => each === 'engine webgl');
  const dispatches = counted.map((each) =>
    row(
      'dispatches, WebGL',
      values.map((value) => String(at(each, value)?.dispatches ?? '-')),
    ),
  );
  return [
    row(label, values.map(String)),
    row(
      '---',
      values.map(() => '---:'),
    ),
    ...seconds,
    ...dispatches,
  ].join('\n');
}

/** How time grows, as Markdown; the plot is the file `bench.svg` beside it. */
export function growthPage(
  { processor, cores, browser, renderer, pytorch, busy }: Machine,
  cells: readonly Cell[],
) {
  const tables = AXES.map(({ label, values }) => table(label, values, cells));
  return `# How time grows

Seconds per meta-iteration (medians) of \`${BASE}\` with one setting varied at a time. Made by
\`npm run -s bench -- --growth\` on ${processor}, ${cores} cores, ${browser}${renderer ? `, WebGL by ${renderer}` : ''}${
    pytorch ? `, PyTorch ${pytorch}` : ''
  }.
${busy === null ? '' : `\n**Made on a busy machine, these timings mislead: ${busy}.**\n`}
![Seconds per meta-iteration against meta-batch, filters, inner steps and ways](bench.svg)

${tables.join('\n\n')}
`;
}

/** The same as a picture, SVG. */
export function growthPlot(cells: readonly Cell[]): string {
  const series = [...new Set(cells.map(seriesOf))];
  const panels = AXES.map(
    ({ label, values }): Panel => ({
      label,
      ticks: values,
      series: series.map((each) => ({
        name: LABELS[each] ?? each,
        points: values.flatMap((value): [number, number][] => {
          const cell = cellOf(cells, each, label, value);
          const seconds = cell?.secondsPerIteration ?? null;
          return seconds === null ? [] : [[value, seconds]];
        }),
      })),
    }),
  );
  return plot(panels, 'seconds per meta-iteration');
}
