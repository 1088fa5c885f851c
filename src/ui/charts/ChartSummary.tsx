import { useTranslations } from 'use-intl';
import { useList } from '../i18n/useList.ts';
import type { ChartRow, EvaluationRow, Measure } from './series.ts';

/** What a chart shows, for those who do not see it: what is measured, or that nothing is. */
export function ChartSummary(props: {
  measure: Measure;
  rows: readonly ChartRow[];
  evaluations: readonly EvaluationRow[];
  chance: number;
  format: (value: number) => string;
}) {
  const t = useTranslations('charts.summary');
  const list = useList();
  const { measure, format } = props;
  const [row, test] = [props.rows.at(-1), props.evaluations.at(-1)];
  const told = ({ iteration, values }: ChartRow) => ({
    iteration,
    steps: values.length - 1,
    values: list(values.map(format)),
  });

  return (
    <p className="hidden">
      {row === undefined ? t('nothing') : t(measure, told(row))} {test && t('test', told(test))}{' '}
      {t('chance', { chance: format(props.chance) })}
    </p>
  );
}
