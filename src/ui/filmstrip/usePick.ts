import { useState } from 'react';
import type { FilmView, Pick } from './filmView.ts';

/** The drawing whose details are shown; the first one at first, and within the task at hand. */
export function usePick(view: FilmView | null): [pick: Pick, setPick: (pick: Pick) => void] {
  const [pick, setPick] = useState<Pick>({ symbol: 0, query: 0 });
  if (view === null) return [pick, setPick];
  const within = {
    symbol: Math.min(pick.symbol, view.ways - 1),
    query: Math.min(pick.query, view.queries - 1),
  };
  return [within, setPick];
}
