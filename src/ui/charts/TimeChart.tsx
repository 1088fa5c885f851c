import { memo, useMemo } from 'react';
import { LineChart } from 'recharts';
import { useTranslations } from 'use-intl';
import type { Size } from '../hooks/useSize.ts';
import { Axes } from './Axes.tsx';
import { AxisNotes } from './AxisNotes.tsx';
import { EndLabels } from './EndLabels.tsx';
import { MetaTestMarks } from './MetaTestMarks.tsx';
import { ROOM } from './room.ts';
import { StepLines } from './StepLines.tsx';
import { highestTick, lastIteration, valueTicks } from './scales.ts';
import { type ChartRow, type EvaluationRow, endValues, type Measure } from './series.ts';

/** Recharts draws no axes over no data. */
const NO_ROWS: ChartRow[] = [{ iteration: 0, values: [] }];
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
  const top = highestTick(measure, rows, chance);
  const ticks = useMemo(() => valueTicks(measure, top), [measure, top]);
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
      data={rows.length > 0 ? rows : NO_ROWS}
      margin={margin}
      accessibilityLayer={false}
      style={FILLED}
    >
      <Axes
        measure={measure}
        last={lastIteration(rows, stoppedAt)}
        values={ticks}
        chance={chance}
        width={width}
        unit={unit}
      />
      <StepLines steps={Math.max(0, ends.length - 1)} />
      <MetaTestMarks rows={evaluations} unit={unit} />
      <AxisNotes
        chance={chance}
        chanceWords={rows.length > 0 ? t('chance') : t('chanceAt', { level: format(chance) })}
        chanceBeside={rows.length === 0}
        iterationWords={t('iteration')}
        stoppedAt={stoppedAt}
        stoppedWords={props.stoppedWords}
        unit={unit}
      />
      {rows.length > 0 && stoppedAt === null && (
        <EndLabels iteration={rows[rows.length - 1].iteration} values={ends} unit={unit} format={format} />
      )}
    </LineChart>
  );
});
