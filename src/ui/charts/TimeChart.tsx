import { memo, useMemo } from 'react';
import { LineChart } from 'recharts';
import { useTranslations } from 'use-intl';
import type { Size } from '../hooks/useSize.ts';
import { Axes } from './Axes.tsx';
import { AxisNotes } from './AxisNotes.tsx';
import { EndLabels } from './EndLabels.tsx';
import { MetaTestMarks } from './MetaTestMarks.tsx';
import { StepLines } from './StepLines.tsx';
import { highestTick, lastIteration, valueTicks } from './scales.ts';
import {
  type ChartRow,
  type EvaluationRow,
  endValues,
  inFrame,
  type Measure,
  type PlotRow,
} from './series.ts';

/** Room around the plot, in sixteenths of a rem: axis labels left and below, direct labels right. */
const ROOM = { left: 40, right: 78, top: 10, bottom: 24 };
/** Recharts has no plot over no data. */
const NO_ROWS: PlotRow[] = [{ at: 0, heights: [] }];
const FILLED = { position: 'absolute', inset: 0 } as const;

/** One line per inner step over the meta-iterations, labelled directly at their ends. */
export const TimeChart = memo(function TimeChart(props: {
  measure: Measure;
  rows: ChartRow[];
  evaluations: EvaluationRow[];
  chance: number;
  /** The iteration at which the run diverged, else null. */
  stoppedAt: number | null;
  stoppedWords: string;
  size: Size;
  format: (value: number) => string;
}) {
  const t = useTranslations('charts');
  const { measure, rows, evaluations, chance, stoppedAt, size, format } = props;
  const { width, height, unit } = size;
  const ends = endValues(rows);
  const last = lastIteration(rows, stoppedAt);
  const top = highestTick(measure, rows, chance);
  const frame = useMemo(() => ({ last, top }), [last, top]);
  const data = useMemo(() => (rows.length > 0 ? inFrame(rows, frame) : NO_ROWS), [rows, frame]);
  const margin = useMemo(
    () => ({
      left: ROOM.left * unit,
      right: ROOM.right * unit,
      top: ROOM.top * unit,
      bottom: ROOM.bottom * unit,
    }),
    [unit],
  );

  return (
    <LineChart
      width={width}
      height={height}
      data={data}
      margin={margin}
      accessibilityLayer={false}
      style={FILLED}
    >
      <Axes frame={frame} values={valueTicks(measure, top)} measure={measure} chance={chance} unit={unit} />
      <StepLines steps={Math.max(0, ends.length - 1)} />
      <MetaTestMarks frame={frame} rows={evaluations} unit={unit} />
      <AxisNotes
        frame={frame}
        chance={chance}
        chanceWords={rows.length > 0 ? t('chance') : t('chanceAt', { level: format(chance) })}
        chanceBeside={rows.length === 0}
        iterationWords={t('iteration')}
        stoppedAt={stoppedAt}
        stoppedWords={props.stoppedWords}
        unit={unit}
      />
      {rows.length > 0 && stoppedAt === null && (
        <EndLabels
          frame={frame}
          iteration={rows[rows.length - 1].iteration}
          values={ends}
          unit={unit}
          format={format}
        />
      )}
    </LineChart>
  );
});
