import { type ReactNode, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useShallow } from 'zustand/react/shallow';
import { useLive, useSession } from '../context/session.tsx';
import { nats, percent } from '../format.ts';
import { useSize } from '../hooks/useSize.ts';
import { ChartReader } from './ChartReader.tsx';
import { ChartSummary } from './ChartSummary.tsx';
import { tellingChanges } from './changes.ts';
import type { Cursor } from './cursor.ts';
import { evaluationRows, evaluationsOf, linesOf, type Measure } from './series.ts';
import { TimeChart } from './TimeChart.tsx';
import { usePlot } from './usePlot.ts';
import { usePointing } from './usePointing.ts';

/** Milliseconds between two repaints of a chart: a person reads no more, and each costs some 15 ms. */
const REPAINT = 250;

/** A chart with its heading, what it tells at the cursor, and its summary for those who do not see it. */
export function ChartPanel(props: { measure: Measure; cursor: Cursor; children?: ReactNode }) {
  const t = useTranslations('charts');
  const { measure, cursor } = props;
  const isAccuracy = measure === 'accuracy';
  const [ref, size] = useSize<HTMLDivElement>();
  const slider = useRef<HTMLInputElement>(null);
  const settings = useSession((state) => state.settings);
  const chance = isAccuracy ? 1 / settings.ways : Math.log(settings.ways);
  const format = isAccuracy ? percent : nats;
  const { history, diverged } = useLive(
    useShallow((state) => ({
      history: state.history,
      diverged: state.notice?.kind === 'diverged' ? state.notice : null,
    })),
    REPAINT,
  );
  const { points, evaluations } = history;
  const rows = useMemo(() => linesOf(points, measure), [points, measure]);
  const marks = useMemo(() => evaluationsOf(evaluations, measure), [evaluations, measure]);
  const tests = useMemo(() => evaluationRows(evaluations, measure), [evaluations, measure]);
  const changes = useMemo(() => tellingChanges(history.changes), [history.changes]);
  const stoppedAt = diverged?.iteration ?? null;
  const view = usePlot({ measure, rows, chance, stoppedAt, size, hasChanges: changes.length > 0 });
  const pointing = usePointing(cursor, view?.plot ?? null, rows, slider);
  const title = t(measure);

  return (
    <section className="chart-panel" data-part={measure} aria-label={title}>
      <div className="chart-head">
        <h2>{title}</h2>
        {props.children}
      </div>
      <ChartSummary
        measure={measure}
        rows={rows}
        tests={tests}
        changes={changes}
        stoppedAt={stoppedAt}
        chance={chance}
        format={format}
      />
      <div ref={ref} className="chart" {...pointing}>
        {view && size && (
          <TimeChart
            view={view}
            measure={measure}
            rows={rows}
            evaluations={marks}
            changes={changes}
            chance={chance}
            stoppedAt={stoppedAt}
            stoppedWords={t(diverged?.cause === 'not-finite' ? 'notANumber' : 'stopped', {
              iteration: diverged?.iteration ?? 0,
            })}
            size={size}
            format={format}
          />
        )}
        {view && size && rows.length > 0 && (
          <ChartReader
            slider={slider}
            cursor={cursor}
            title={title}
            measure={measure}
            plot={view.plot}
            rows={rows}
            tests={tests}
            settings={settings}
            changes={changes}
            size={size}
          />
        )}
        {rows.length === 0 && isAccuracy && (
          <p className="chart-empty" aria-hidden="true">
            {t('none')}
          </p>
        )}
      </div>
    </section>
  );
}
