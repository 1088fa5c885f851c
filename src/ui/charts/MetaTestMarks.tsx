import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { stepColour, stepsUpTo } from '../steps.ts';
import type { EvaluationRow } from './series.ts';

/** Meta-test points: rings, with the 95 % interval as a whisker for the first and the last step. */
export function MetaTestMarks(props: { rows: readonly EvaluationRow[]; unit: number }) {
  const { rows, unit } = props;
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  if (!xScale || !yScale || !plot) return null;
  const clamp = (y: number) => Math.min(plot.y + plot.height, Math.max(plot.y, y));

  return rows.map(({ iteration, values, halfWidths }) => (
    <g key={iteration}>
      {stepsUpTo(values.length - 1).map((step) => {
        const steps = values.length - 1;
        const x = xScale(iteration);
        const y = yScale(values[step]);
        if (x === undefined || y === undefined || clamp(y) !== y) return null;
        const isEnd = step === 0 || step === steps;
        const low = clamp(yScale(values[step] - halfWidths[step]) ?? y);
        const high = clamp(yScale(values[step] + halfWidths[step]) ?? y);
        return (
          <g key={step} className={`meta-test step-${step}`} stroke={stepColour(step, steps)}>
            {isEnd && <path d={`M${x} ${low}V${high}`} />}
            <circle cx={x} cy={y} r={(isEnd ? 3.4 : 2.3) * unit} />
          </g>
        );
      })}
    </g>
  ));
}
