import { memo, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { SettingsChange } from '#session';
import type { Size } from '../hooks/useSize.ts';
import { useSettingWords } from '../i18n/useSettingWords.ts';
import { Axes } from './Axes.tsx';
import { AxisNotes } from './AxisNotes.tsx';
import { ChangeMarks } from './ChangeMarks.tsx';
import { markChanges } from './changes.ts';
import { EndLabels } from './EndLabels.tsx';
import { layEndLabels } from './endLabels.ts';
import { MetaTestMarks } from './MetaTestMarks.tsx';
import { StepLines } from './StepLines.tsx';
import { type ChartRow, type EvaluationRow, endValues, type Measure } from './series.ts';
import type { ChartView } from './usePlot.ts';

/**
 * One line per inner step over the meta-iterations, labelled directly at their ends. Each layer is drawn
 * anew only when what it shows has changed: a run repaints its charts four times a second.
 */
export const TimeChart = memo(function TimeChart(props: {
  view: ChartView;
  measure: Measure;
  rows: ChartRow[];
  evaluations: EvaluationRow[];
  changes: readonly SettingsChange[];
  chance: number;
  /** The iteration at which the run diverged, else null. */
  stoppedAt: number | null;
  stoppedWords: string;
  size: Size;
  format: (value: number) => string;
}) {
  const t = useTranslations('charts');
  const { brief } = useSettingWords();
  const { measure, rows, evaluations, changes, chance, stoppedAt, size, format } = props;
  const { frame, plot } = props.view;
  const { last, top } = frame;
  const isEmpty = rows.length === 0;
  const { width, height } = size;
  const values = endValues(rows);
  const end = plot.xOf(rows.at(-1)?.iteration ?? 0);
  const isLabelled = !isEmpty && stoppedAt === null;
  const changeMarks = useMemo(() => markChanges(changes, plot, brief), [changes, plot, brief]);

  return (
    <>
      <svg width={width} height={height} className="time-chart" aria-hidden="true">
        <Axes plot={plot} last={last} top={top} measure={measure} chance={chance} />
        <ChangeMarks plot={plot} marks={changeMarks} />
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
