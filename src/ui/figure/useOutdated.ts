import { useShallow } from 'zustand/react/shallow';
import { isCurveOutdated, isPreviewOutdated } from '#session';
import { useSession } from '../context/session.tsx';
import type { EpisodeView } from './episodeView.ts';

/** When, and with which rate, a figure was measured that the settings have left behind. */
export interface Outdated {
  iteration: number;
  innerLr: number;
}

/** The adaptation curve's moment where the settings have changed since; else null. */
export function useOutdatedCurve(): Outdated | null {
  return useSession(
    useShallow(({ curve, settings }) => {
      if (curve === null || !isCurveOutdated(curve, settings)) return null;
      return { iteration: curve.iteration, innerLr: curve.innerLr };
    }),
  );
}

/** The same of the answers shown. */
export function useOutdatedAnswers(view: EpisodeView | null): Outdated | null {
  const settings = useSession((state) => state.settings);
  return view !== null && isPreviewOutdated(view.preview, settings) ? view.preview : null;
}
