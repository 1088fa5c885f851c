import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';

/** Words inside the chart: the x axis' name, what the dotted line is, and where the run stopped. */
export function AxisNotes(props: {
  chance: number;
  chanceWords: string;
  /** Beside the plot rather than in it, while no line's label stands there. */
  chanceBeside: boolean;
  iterationWords: string;
  stoppedAt: number | null;
  stoppedWords: string;
  unit: number;
}) {
  const { unit, stoppedAt, chanceBeside } = props;
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  if (!xScale || !yScale || !plot) return null;
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  const chanceY = yScale(props.chance) ?? bottom;
  const chanceX = right + (chanceBeside ? 8 : -6) * unit;
  // Under its line, unless that is too near the axis.
  const chanceShift = chanceBeside ? 4 : chanceY + 17 * unit > bottom ? -6 : 15;
  const stoppedX = stoppedAt === null ? undefined : xScale(stoppedAt);

  return (
    <>
      <text x={right + 8 * unit} y={bottom + 19 * unit}>
        {props.iterationWords}
      </text>
      <text
        className="chance-note"
        x={chanceX}
        y={chanceY + chanceShift * unit}
        textAnchor={chanceBeside ? 'start' : 'end'}
      >
        {props.chanceWords}
      </text>
      {stoppedX !== undefined && (
        <g className="stopped">
          <path d={`M${stoppedX} ${plot.y}V${bottom}`} />
          <text x={stoppedX - 6 * unit} y={plot.y + 9 * unit} textAnchor="end">
            {props.stoppedWords}
          </text>
        </g>
      )}
    </>
  );
}
