import { memo, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Size } from '../hooks/useSize.ts';
import { Axes } from './Axes.tsx';
import { AxisNotes } from './AxisNotes.tsx';
import { EndLabels } from './EndLabels.tsx';
import { layEndLabels } from './endLabels.ts';
import { plotOf } from './frame.ts';
import { MetaTestMarks } from './MetaTestMarks.tsx';
import { StepLines } from './StepLines.tsx';
import { highestTick, lastIteration } from './scales.ts';
import { type ChartRow, type EvaluationRow, endValues, type Measure } from './series.ts';

/**
 * One line per inner step over the meta-iterations, labelled directly at their ends. Each layer is drawn
 * anew only when what it shows has changed: a run repaints its charts four times a second.
 */
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
  const isEmpty = rows.length === 0;
  const last = lastIteration(rows, stoppedAt);
  const top = highestTick(measure, rows, chance);
  const frame = useMemo(() => ({ last, top }), [last, top]);
  const plot = useMemo(() => plotOf(frame, size), [frame, size]);
  const { width, height } = size;
  const values = endValues(rows);
  const end = plot.xOf(rows.at(-1)?.iteration ?? 0);
  const isLabelled = !isEmpty && stoppedAt === null;

  return (
    <>
      <svg width={width} height={height} className="time-chart" aria-hidden="true">
        <Axes plot={plot} last={last} top={top} measure={measure} chance={chance} />
      </svg>
      <StepLines frame={frame} plot={plot} size={size} rows={rows} />
      <svg width={width} height={height} className="time-chart" aria-hidden="true">
        <MetaTestMarks plot={plot} rows={evaluations} />
        <AxisNotes
          plot={plot}
          iterationWords={t('iteration')}
          stoppedAt={stoppedAt}
          stoppedWords={props.stoppedWords}
        />
        <EndLabels
          plot={plot}
          layout={layEndLabels(plot, isLabelled ? end : null, values, chance)}
          end={end}
          steps={values.length - 1}
          chance={chance}
          chanceWords={isEmpty ? t('chanceAt', { level: format(chance) }) : t('chance')}
          format={format}
        />
      </svg>
    </>
  );
});
