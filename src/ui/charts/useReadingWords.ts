import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { nats, percent } from '../format.ts';
import { useList } from '../i18n/useList.ts';
import { useSettingWords } from '../i18n/useSettingWords.ts';
import type { Reading } from './reading.ts';
import type { EvaluationRow, Measure } from './series.ts';

/** A reading in words. */
export interface ReadingWords {
  /** "92%" */
  value(value: number): string;
  /** "90% ±2.5"; "90%" where there is no interval. */
  test(row: EvaluationRow, step: number): string;
  /** "α 0.1", "β 0.002", and whatever else ever changed. */
  settings(reading: Reading): string[];
  /** All of it as one text, for a screen reader. */
  told(reading: Reading): string;
}

/** Words of a chart's readings in the page's language. */
export function useReadingWords(measure: Measure): ReadingWords {
  const t = useTranslations('charts');
  const pool = useTranslations('pools');
  const list = useList();
  const { name, value: settingValue } = useSettingWords();
  return useMemo(() => {
    const value = measure === 'accuracy' ? percent : nats;
    const half = (width: number) => (measure === 'accuracy' ? (100 * width).toFixed(1) : nats(width));
    const test = ({ values, halfWidths }: EvaluationRow, step: number) => {
      const [mean, width] = [value(values[step]), halfWidths[step]];
      return width === null ? mean : t('within', { value: mean, half: half(width) });
    };
    const settings = ({ told, settings: held }: Reading) =>
      told.map((key) => `${name(key)} ${settingValue(key, held)}`);
    return {
      value,
      test,
      settings,
      told(reading) {
        const { row, test: nearest } = reading;
        const lines = t('readValue', {
          iteration: row.iteration,
          steps: row.values.length - 1,
          values: list(row.values.map(value)),
        });
        const tested =
          nearest &&
          t('summary.evaluation', {
            part: pool(nearest.split),
            iteration: nearest.iteration,
            values: list(nearest.values.map((_, step) => test(nearest, step))),
          });
        return [lines, tested, list(settings(reading))].filter(Boolean).join(' ');
      },
    };
  }, [t, pool, list, name, settingValue, measure]);
}
