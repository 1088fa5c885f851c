import { useTranslations } from 'use-intl';
import { type ExportFile, runName } from '#session';
import { useStateReader } from '../context/session.tsx';
import { nats, percent } from '../format.ts';
import { useSettingWords } from '../i18n/useSettingWords.ts';
import { adaptationChart } from './adaptationChart.ts';
import { lightPalette } from './palette.ts';
import { toPng } from './png.ts';
import { timeChart } from './timeChart.ts';
import { useSheetWords } from './useSheetWords.ts';

export const chartNames = ['accuracy', 'loss', 'curve'] as const;
export type ChartName = (typeof chartNames)[number];

/** Makes a chart's file, of the run as it stands when asked for. */
export function useChartFiles(): (chart: ChartName, format: 'SVG' | 'PNG') => Promise<ExportFile> {
  const t = useTranslations('export');
  const pool = useTranslations('pools');
  const sheetWords = useSheetWords();
  const { brief } = useSettingWords();
  const read = useStateReader();

  function svgOf(chart: ChartName): { svg: string; iteration: number } {
    const state = read();
    const { settings, history, curve, iteration } = state;
    const { ways } = settings;
    const common = {
      title: t(chart),
      ...sheetWords(state),
      chance: t('chart.chance', { level: chart === 'loss' ? nats(Math.log(ways)) : percent(1 / ways) }),
    };
    if (chart === 'curve') {
      if (curve === null) throw new Error(t('noCurve'));
      const words = {
        ...common,
        xAxis: t('chart.stepAxis'),
        yAxis: t('chart.curveAxis', { part: pool(curve.split) }),
        learnt: t('chart.learnt', { iteration: curve.iteration, tasks: curve.tasks }),
        random: t('chart.random'),
      };
      const { learnt, random } = curve;
      const svg = adaptationChart(learnt.queryAccuracy, random.queryAccuracy, ways, words, lightPalette());
      return { svg, iteration: curve.iteration };
    }
    const words = {
      ...common,
      xAxis: t('chart.iterations'),
      yAxis: t(chart === 'accuracy' ? 'chart.accuracyAxis' : 'chart.lossAxis'),
      innerStep: t('chart.innerStep'),
      evaluations: [...new Set(history.evaluations.map(({ split }) => split))].map((split) => ({
        split,
        words: t('chart.evaluation', { part: pool(split) }),
      })),
    };
    return { svg: timeChart(chart, history, ways, words, lightPalette(), brief), iteration };
  }

  return async (chart, format) => {
    const { svg, iteration } = svgOf(chart);
    const bytes = format === 'PNG' ? await toPng(svg) : new TextEncoder().encode(svg);
    return { name: `${runName(read().settings, iteration)}-${chart}.${format.toLowerCase()}`, bytes };
  };
}
