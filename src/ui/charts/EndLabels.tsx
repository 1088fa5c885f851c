import { onStepColour, stepColour } from '../steps.ts';
import { CHANCE_REACH, type EndLabelLayout, REACH } from './endLabels.ts';
import type { Plot } from './frame.ts';

/** At each line's end its disc and value, spread apart with leaders, and beside the plot what the dotted line is. */
export function EndLabels(props: {
  plot: Plot;
  layout: EndLabelLayout;
  /** x of the lines' ends, and the number of their steps. */
  end: number;
  steps: number;
  chance: number;
  chanceWords: string;
  format: (value: number) => string;
}) {
  const { plot, layout, end, steps, format } = props;
  const { right, unit } = plot;

  return (
    <>
      <g className="chance-note">
        <path
          d={`M${right} ${plot.yOf(props.chance)}L${right + (CHANCE_REACH - 2) * unit} ${layout.chanceY}`}
        />
        <text x={right + CHANCE_REACH * unit} y={layout.chanceY + 4 * unit}>
          {props.chanceWords}
        </text>
      </g>
      {layout.labels.map(({ step, value, lineY, y }) => {
        const colour = stepColour(step, steps);
        const disc = end + REACH.disc * unit;
        return (
          <g key={step} className={`end-label step-${step}`}>
            <path d={`M${end - 1} ${lineY}L${end + 11 * unit} ${y}`} stroke={colour} />
            <circle cx={disc} cy={y} r={layout.radius} fill={colour} />
            <text className="in-disc" x={disc} y={y + 4.4 * unit} style={{ fill: onStepColour(step, steps) }}>
              {step}
            </text>
            <text className="end-value" x={end + REACH.value * unit} y={y + 4.5 * unit}>
              {format(value)}
            </text>
          </g>
        );
      })}
    </>
  );
}
