/** One small chart: lines over a logarithmic axis. */
export interface Panel {
  label: string;
  /** Where the axis is marked. */
  ticks: number[];
  /** Points from left to right. */
  series: { name: string; points: [number, number][] }[];
}

const WIDTH = 230;
const HEIGHT = 200;
const GAP = 16;
const LEFT = 56;
const TOP = 44;
const BOTTOM = 44;

/** Readable on white and on black paper. */
const STYLE = `
  text { font: 12px sans-serif; fill: #4d5056; }
  .grid { stroke: #84817a; stroke-opacity: .3; }
  path { fill: none; stroke-width: 2; }
  .s0 { stroke: #0b8b84; } circle.s0 { fill: #0b8b84; }
  .s1 { stroke: #3a5fc8; } circle.s1 { fill: #3a5fc8; }
  .s2 { stroke: #ca5b04; } circle.s2 { fill: #ca5b04; }
  .s3 { stroke: #84817a; } circle.s3 { fill: #84817a; }
  @media (prefers-color-scheme: dark) { text { fill: #bdbdba; } }`;

/** A logarithmic axis from `low` to `high`, drawn from `from` to `to`. */
function axis(low: number, high: number, from: number, to: number) {
  const span = Math.log(high / low) || 1;
  return (value: number) => from + (Math.log(value / low) / span) * (to - from);
}

const round = (value: number) => value.toFixed(1);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The powers of ten around some values. */
export function decades(values: readonly number[]): number[] {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.ceil(Math.log10(Math.max(...values)));
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
}

function drawPanel({ label, ticks, series }: Panel, left: number, powers: number[], withNumbers: boolean) {
  const x = axis(ticks[0], ticks[ticks.length - 1], left + 8, left + WIDTH - 8);
  const y = axis(powers[0], powers[powers.length - 1], TOP + HEIGHT, TOP);
  const grid = powers.map((power) => {
    const at = round(y(power));
    const number = `<text x="${left - 6}" y="${at}" dy="4" text-anchor="end">${Number(power.toPrecision(1))}</text>`;
    return `<path class="grid" d="M${left},${at}h${WIDTH}"/>${withNumbers ? number : ''}`;
  });
  const marks = ticks.map(
    (tick) => `<text x="${round(x(tick))}" y="${TOP + HEIGHT + 16}" text-anchor="middle">${tick}</text>`,
  );
  const name = `<text x="${left + WIDTH / 2}" y="${TOP + HEIGHT + 34}" text-anchor="middle">${escaped(label)}</text>`;
  const lines = series.map(({ points }, i) => {
    const places = points.map(([a, b]) => `${round(x(a))},${round(y(b))}`);
    const dots = points.map(
      ([a, b]) => `<circle class="s${i}" cx="${round(x(a))}" cy="${round(y(b))}" r="3"/>`,
    );
    return `<path class="s${i}" d="M${places.join('L')}"/>${dots.join('')}`;
  });
  return [...grid, ...marks, name, ...lines.filter((_, i) => series[i].points.length > 0)].join('\n');
}

/**
 * Charts side by side over one logarithmic scale, as SVG; one line style for each series of the first panel.
 *
 * @param title what is drawn upwards
 */
export function plot(panels: readonly Panel[], title: string): string {
  const values = panels.flatMap(({ series }) =>
    series.flatMap(({ points }) => points.map(([, value]) => value)),
  );
  const powers = decades(values.length > 0 ? values : [1]);
  const width = LEFT + panels.length * (WIDTH + GAP);
  const height = TOP + HEIGHT + BOTTOM;
  const legend = panels[0].series.map(({ name }, i) => {
    const at = LEFT + 190 * (i + 1);
    return `<path class="s${i}" d="M${at},16h24"/><text x="${at + 30}" y="20">${escaped(name)}</text>`;
  });
  const drawn = panels.map((panel, i) => drawPanel(panel, LEFT + i * (WIDTH + GAP), powers, i === 0));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<style>${STYLE}
</style>
<text x="${LEFT}" y="20">${escaped(title)}</text>
${[...legend, ...drawn].join('\n')}
</svg>
`;
}
