import { useTranslations } from 'use-intl';
import { type ExportFile, runName } from '#session';
import { useStateReader } from '../context/session.tsx';
import { nats, percent, rate } from '../format.ts';
import { adaptationChart } from './adaptationChart.ts';
import { lightPalette } from './palette.ts';
import { toPng } from './png.ts';
import { timeChart } from './timeChart.ts';

export const chartNames = ['accuracy', 'loss', 'curve'] as const;
export type ChartName = (typeof chartNames)[number];

/** Makes a chart's file, of the run as it stands when asked for. */
export function useChartFiles(): (chart: ChartName, format: 'SVG' | 'PNG') => Promise<ExportFile> {
  const t = useTranslations('export');
  const networks = useTranslations('networks');
  const read = useStateReader();

  function svgOf(chart: ChartName): { svg: string; iteration: number } {
    const { settings, history, curve, iteration } = read();
    const { algorithm, ways, innerLr, outerLr } = settings;
    const chance = chart === 'loss' ? nats(Math.log(ways)) : percent(1 / ways);
    const common = {
      title: t(chart),
      subtitle: t('chart.settings', {
        ...settings,
        order: algorithm,
        network: networks(settings.network),
        seed: String(settings.seed),
        innerLr: rate(innerLr),
        outerLr: rate(outerLr),
      }),
      chance: t('chart.chance', { level: chance }),
    };
    if (chart === 'curve') {
      if (curve === null) throw new Error(t('noCurve'));
      const words = {
        ...common,
        xAxis: t('chart.stepAxis'),
        yAxis: t('chart.curveAxis'),
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
      metaTest: t('chart.metaTest'),
    };
    return { svg: timeChart(chart, history, ways, words, lightPalette()), iteration };
  }

  return async (chart, format) => {
    const { svg, iteration } = svgOf(chart);
    const bytes = format === 'PNG' ? await toPng(svg) : new TextEncoder().encode(svg);
    return { name: `${runName(read().settings, iteration)}-${chart}.${format.toLowerCase()}`, bytes };
  };
}
