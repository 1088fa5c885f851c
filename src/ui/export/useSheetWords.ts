import { useTranslations } from 'use-intl';
import type { SessionState } from '#session';
import { tellingChanges } from '../charts/changes.ts';
import { rate } from '../format.ts';
import { useList } from '../i18n/useList.ts';
import { useSettingWords } from '../i18n/useSettingWords.ts';
import type { SheetWords } from './sheet.ts';

/** Changes told in words under a picture; its axis marks them all. */
const MOST_TOLD = 4;

/** What is written over and under every picture: where its numbers come from, and what changed on the way. */
export function useSheetWords(): (state: SessionState) => Omit<SheetWords, 'title' | 'xAxis' | 'yAxis'> {
  const t = useTranslations();
  const list = useList();
  const { change } = useSettingWords();

  function changedWords(history: SessionState['history']): string {
    const changes = tellingChanges(history.changes);
    if (changes.length === 0) return '';
    const told = changes
      .slice(0, MOST_TOLD)
      .map((each) => t('charts.summary.change', { iteration: each.iteration, change: change(each) }));
    const more = changes.length - told.length;
    return more === 0
      ? t('export.chart.changed', { changes: list(told) })
      : t('export.chart.changedMore', { changes: list(told), count: more });
  }

  return ({ settings, dataset, history }) => ({
    task: t('export.chart.task', {
      ...settings,
      order: settings.algorithm,
      data: dataset?.source === 'archive' ? dataset.name : t('settings.invented'),
      characters: dataset?.characters ?? 0,
    }),
    settings: t('export.chart.settings', {
      ...settings,
      network: t(`networks.${settings.network}`),
      schedule: settings.outerSchedule,
      seed: String(settings.seed),
      innerLr: rate(settings.innerLr),
      outerLr: rate(settings.outerLr),
    }),
    changed: changedWords(history),
  });
}
