import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';

/** Words inside the chart: the x axis' name, what the dotted line is, and where the run stopped. */
export function AxisNotes(props: {
  chance: number;
  chanceWords: string;
  /** At an end of its line inside the plot, or beside the plot where no line's label stands. */
  chancePlace: 'left' | 'right' | 'beside';
  iterationWords: string;
  stoppedAt: number | null;
  stoppedWords: string;
  unit: number;
}) {
  const { unit, stoppedAt, chancePlace } = props;
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  if (!xScale || !yScale || !plot) return null;
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  const chanceY = yScale(props.chance) ?? bottom;
  const chanceX = { left: plot.x + 6 * unit, right: right - 6 * unit, beside: right + 8 * unit }[chancePlace];
  const stoppedX = stoppedAt === null ? undefined : xScale(stoppedAt);

  return (
    <>
      <text x={right + 8 * unit} y={bottom + 19 * unit}>
        {props.iterationWords}
      </text>
      <text
        className="chance-note"
        x={chanceX}
        y={chanceY + (chancePlace === 'beside' ? 4 : 15) * unit}
        textAnchor={chancePlace === 'right' ? 'end' : 'start'}
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
