import { type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useShallow } from 'zustand/react/shallow';
import { useLive, useSession } from '../context/session.tsx';
import { nats, percent } from '../format.ts';
import { useSize } from '../hooks/useSize.ts';
import { ChartSummary } from './ChartSummary.tsx';
import { evaluationsOf, linesOf, type Measure } from './series.ts';
import { TimeChart } from './TimeChart.tsx';

/** Milliseconds between two repaints of a chart: a person reads no more, and each costs some 15 ms. */
const REPAINT = 250;

/** A chart with its heading and its summary for those who do not see it. */
export function ChartPanel(props: { measure: Measure; children?: ReactNode }) {
  const t = useTranslations('charts');
  const { measure } = props;
  const isAccuracy = measure === 'accuracy';
  const [ref, size] = useSize<HTMLDivElement>();
  const ways = useSession((state) => state.settings.ways);
  const chance = isAccuracy ? 1 / ways : Math.log(ways);
  const format = isAccuracy ? percent : nats;
  const { points, evaluations, diverged } = useLive(
    useShallow((state) => ({
      points: state.history.points,
      evaluations: state.history.evaluations,
      diverged: state.notice?.kind === 'diverged' ? state.notice : null,
    })),
    REPAINT,
  );
  const rows = useMemo(() => linesOf(points, measure), [points, measure]);
  const marks = useMemo(() => evaluationsOf(evaluations, measure), [evaluations, measure]);
  const title = t(measure);

  return (
    <section className="chart-panel" data-part={measure} aria-label={title}>
      <div className="chart-head">
        <h2>{title}</h2>
        {props.children}
      </div>
      <ChartSummary measure={measure} rows={rows} evaluations={marks} chance={chance} format={format} />
      <div ref={ref} className="chart" aria-hidden="true">
        {size !== null && size.width > 0 && size.height > 0 && (
          <TimeChart
            measure={measure}
            rows={rows}
            evaluations={marks}
            chance={chance}
            stoppedAt={diverged?.iteration ?? null}
            stoppedWords={t(diverged?.cause === 'exploded' ? 'stopped' : 'notANumber', {
              iteration: diverged?.iteration ?? 0,
            })}
            size={size}
            format={format}
          />
        )}
        {rows.length === 0 && isAccuracy && <p className="chart-empty">{t('none')}</p>}
      </div>
    </section>
  );
}
