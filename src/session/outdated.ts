import type { RunSettings } from '#maml';
import type { AdaptationCurve, Preview } from '#workers';

/** The settings that a figure of adaptation is measured with; other networks and data sets begin another run. */
type MeasuredWith = Pick<RunSettings, 'innerLr' | 'evaluateSteps' | 'shots' | 'queries'>;

function isOutdated(measured: MeasuredWith, settings: RunSettings): boolean {
  const keys = Object.keys(measured) as (keyof MeasuredWith)[];
  return keys.some((key) => measured[key] !== settings[key]);
}

/** Whether an adaptation curve was measured with settings that have changed since. */
export function isCurveOutdated(
  { innerLr, shots, queries, random }: AdaptationCurve,
  settings: RunSettings,
): boolean {
  const evaluateSteps = random.queryAccuracy.length - 1;
  return isOutdated({ innerLr, shots, queries, evaluateSteps }, settings);
}

/** Whether a preview's answers were given with settings that have changed since. */
export function isPreviewOutdated({ innerLr, episode, learnt }: Preview, settings: RunSettings): boolean {
  const { shots, queries } = episode;
  return isOutdated({ innerLr, shots, queries, evaluateSteps: learnt.length - 1 }, settings);
}
