import { useDeferredValue, useMemo } from 'react';
import { useLive } from '../context/session.tsx';
import { type EpisodeView, episodeView } from './episodeView.ts';

/** The task shown is replaced every two seconds at most, so that a person can look at it. */
const HELD = 2000;

/** The episode that the figure shows; null before there is one. */
export function useEpisodeView(): EpisodeView | null {
  // Deferred: the figure is drawn in slices, and lets keys and charts go first.
  const preview = useDeferredValue(useLive((state) => state.preview, HELD));
  return useMemo(() => (preview === null ? null : episodeView(preview)), [preview]);
}
