import { useTranslations } from 'use-intl';
import type { SettingsChange } from '#session';
import { useList } from '../i18n/useList.ts';
import { useSettingWords } from '../i18n/useSettingWords.ts';
import type { ChartRow, EvaluationRow, Measure } from './series.ts';

/** What a chart shows, for those who do not see it: what is measured, or that nothing is. */
export function ChartSummary(props: {
  measure: Measure;
  rows: readonly ChartRow[];
  tests: readonly EvaluationRow[];
  changes: readonly SettingsChange[];
  stoppedAt: number | null;
  chance: number;
  format: (value: number) => string;
}) {
  const t = useTranslations('charts.summary');
  const list = useList();
  const words = useSettingWords();
  const { measure, changes, stoppedAt, format } = props;
  const pool = useTranslations('pools');
  const [row, test] = [props.rows.at(-1), props.tests.at(-1)];
  const told = ({ iteration, values }: ChartRow) => ({
    iteration,
    steps: values.length - 1,
    values: list(values.map(format)),
  });
  const sentences = [
    row === undefined ? t('nothing') : t(measure, told(row)),
    test && t('evaluation', { ...told(test), part: pool(test.split) }),
    stoppedAt !== null && t('stopped', { iteration: stoppedAt }),
    t('chance', { chance: format(props.chance) }),
    changes.length > 0 &&
      t('changes', {
        changes: list(
          changes.map((change) => t('change', { iteration: change.iteration, change: words.change(change) })),
        ),
      }),
  ];

  return <p className="hidden">{sentences.filter(Boolean).join(' ')}</p>;
}
