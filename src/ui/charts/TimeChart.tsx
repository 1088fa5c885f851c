import { memo, useMemo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis, ZIndexLayer } from 'recharts';
import { useTranslations } from 'use-intl';
import type { Size } from '../hooks/useSize.ts';
import { stepColour, stepsUpTo } from '../steps.ts';
import { AxisNotes } from './AxisNotes.tsx';
import { EndLabels } from './EndLabels.tsx';
import { MetaTestMarks } from './MetaTestMarks.tsx';
import { iterationTicks, lastIteration, valueTicks } from './scales.ts';
import { type ChartRow, type EvaluationRow, endValues, type Measure } from './series.ts';

/** Room around the plot, in sixteenths of a rem: axis labels left and below, direct labels right. */
const ROOM = { left: 40, right: 78, top: 10, bottom: 24 };

/** Recharts draws its lines on layer 400. */
const OVER_LINES = 600;

/** One line per inner step over the meta-iterations, labelled directly at their ends. */
export const TimeChart = memo(function TimeChart(props: {
  measure: Measure;
  rows: ChartRow[];
  evaluations: EvaluationRow[];
  chance: number;
  /** The iteration whose loss was no number, else null. */
  stoppedAt: number | null;
  size: Size;
  format: (value: number) => string;
}) {
  const t = useTranslations('charts');
  const { measure, rows, evaluations, chance, stoppedAt, size, format } = props;
  const { unit } = size;
  const values = endValues(rows);
  const steps = values.length - 1;
  const last = lastIteration(rows, stoppedAt);
  const yTicks = useMemo(() => valueTicks(measure, rows, chance), [measure, rows, chance]);
  const xTicks = useMemo(
    () => iterationTicks(last, (size.width - (ROOM.left + ROOM.right) * unit) / (70 * unit)),
    [last, size.width, unit],
  );
  const top = yTicks[yTicks.length - 1];

  return (
    <LineChart
      width={size.width}
      height={size.height}
      data={rows}
      margin={{
        left: 0,
        right: ROOM.right * unit,
        top: ROOM.top * unit,
        bottom: 0,
      }}
      accessibilityLayer={false}
      style={{ position: 'absolute', inset: 0 }}
    >
      <CartesianGrid vertical={false} className="grid" />
      <XAxis
        dataKey="iteration"
        type="number"
        domain={[0, last]}
        ticks={xTicks}
        tickFormatter={(iteration: number) => iteration.toLocaleString('en-US')}
        height={ROOM.bottom * unit}
        tickLine={false}
        axisLine={false}
        tickMargin={4 * unit}
        interval="preserveStart"
      />
      <YAxis
        width={ROOM.left * unit}
        domain={[0, top]}
        ticks={yTicks}
        allowDataOverflow
        tickFormatter={(value: number) =>
          measure === 'accuracy' ? `${Math.round(value * 100)}${value === 1 ? '%' : ''}` : String(value)
        }
        tickLine={false}
        axisLine={false}
        tickMargin={6 * unit}
        interval={0}
      />
      <ReferenceLine y={chance} className="chance-line" />
      {stepsUpTo(Math.max(0, steps)).map((step) => (
        <Line
          key={step}
          className={`line step-${step}`}
          dataKey={(row: ChartRow) => row.values[step]}
          type="linear"
          stroke={stepColour(step, steps)}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      <ZIndexLayer zIndex={OVER_LINES}>
        <MetaTestMarks rows={evaluations} unit={unit} />
        <AxisNotes
          chance={chance}
          chanceWords={rows.length > 0 ? t('chance') : t('chanceAt', { level: format(chance) })}
          chancePlace={rows.length === 0 ? 'beside' : measure === 'accuracy' ? 'left' : 'right'}
          iterationWords={t('iteration')}
          stoppedAt={stoppedAt}
          stoppedWords={stoppedAt === null ? '' : t('notANumber', { iteration: stoppedAt })}
          unit={unit}
        />
        {rows.length > 0 && stoppedAt === null && (
          <EndLabels
            iteration={rows[rows.length - 1].iteration}
            values={values}
            unit={unit}
            format={format}
          />
        )}
      </ZIndexLayer>
    </LineChart>
  );
});
