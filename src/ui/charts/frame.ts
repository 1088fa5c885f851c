import { usePlotArea } from 'recharts';

/** What a chart's axes reach to: the last iteration, and the highest value. Both begin at 0. */
export interface Frame {
  last: number;
  top: number;
}

/** Where things stand in a chart, in its pixels. */
export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
  xOf(iteration: number): number;
  yOf(value: number): number;
}

/** The plot of the chart around this component; undefined while it has none. */
export function usePlot({ last, top }: Frame): Plot | undefined {
  const area = usePlotArea();
  if (area === undefined) return undefined;
  const { x, y, width, height } = area;
  return {
    left: x,
    right: x + width,
    top: y,
    bottom: y + height,
    xOf: (iteration) => x + (width * iteration) / last,
    yOf: (value) => y + height * (1 - value / top),
  };
}
