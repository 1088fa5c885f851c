import { type KeyboardEvent, memo, type RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { useStore } from 'zustand';
import type { RunSettings } from '#maml';
import type { SettingsChange } from '#session';
import type { Size } from '../hooks/useSize.ts';
import { CursorMarks } from './CursorMarks.tsx';
import type { Cursor } from './cursor.ts';
import type { Plot } from './frame.ts';
import { Readout } from './Readout.tsx';
import { nearestRow, readingAt } from './reading.ts';
import type { ChartRow, EvaluationRow, Measure } from './series.ts';
import { POINTED } from './usePointing.ts';
import { useReadingWords } from './useReadingWords.ts';

/**
 * What a chart tells at the cursor: a line and a card for the eye, and a slider over its iterations for the keys and
 * for screen readers. It alone renders as the cursor moves.
 */
export const ChartReader = memo(function ChartReader(props: {
  slider: RefObject<HTMLInputElement | null>;
  cursor: Cursor;
  title: string;
  measure: Measure;
  plot: Plot;
  rows: readonly ChartRow[];
  /** Every evaluation. */
  tests: readonly EvaluationRow[];
  settings: RunSettings;
  changes: readonly SettingsChange[];
  size: Size;
}) {
  const t = useTranslations('charts');
  const { cursor, plot, rows, measure } = props;
  const iteration = useStore(cursor, (state) => state.iteration);
  const last = rows.length - 1;
  const index = iteration === null ? last : nearestRow(rows, iteration);
  const reading = readingAt(rows[index], props.tests, props.settings, props.changes);
  const words = useReadingWords(measure);
  const moveTo = (row: number) => cursor.setState({ iteration: rows[row].iteration });

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    event.currentTarget.removeAttribute(POINTED);
    if (event.key !== 'Escape' || iteration === null) return;
    cursor.setState({ iteration: null });
    event.stopPropagation();
  }

  return (
    <>
      <input
        ref={props.slider}
        type="range"
        className="chart-slider"
        aria-label={t('read', { chart: props.title })}
        aria-valuetext={words.told(reading)}
        min={0}
        max={last}
        value={index}
        onChange={(event) => moveTo(event.target.valueAsNumber)}
        onFocus={() => iteration === null && moveTo(last)}
        onBlur={(event) => {
          event.target.removeAttribute(POINTED);
          cursor.setState({ iteration: null });
        }}
        onKeyDown={onKeyDown}
      />
      {iteration !== null && (
        <>
          <CursorMarks plot={plot} reading={reading} />
          <Readout reading={reading} words={words} x={plot.xOf(reading.row.iteration)} size={props.size} />
        </>
      )}
    </>
  );
});
