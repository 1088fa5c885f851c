import type { StoreApi } from 'zustand/vanilla';
import type { Drawing } from '#data';

/** What stood on each pad before every change to it, by the pad's name. */
export type PadHistory = Readonly<Record<string, readonly Drawing[]>>;

/** The query's pad. */
export const QUERY_PAD = 'query';

export function padName(id: number, shot: number): string {
  return `${id}/${shot}`;
}

type HistoryStore = Pick<StoreApi<{ history: PadHistory }>, 'getState' | 'setState'>;

/** Keeps what stands on a pad that is about to change. */
export function keepPad(store: HistoryStore, pad: string, drawing: Drawing): void {
  const { history } = store.getState();
  store.setState({ history: { ...history, [pad]: [...(history[pad] ?? []), drawing] } });
}

/**
 * Takes back the last change to a pad; where that is not known, as after a reload, its last line.
 *
 * @param drawing what stands there now
 * @returns what stood there before
 */
export function undoPad(store: HistoryStore, pad: string, drawing: Drawing): Drawing {
  const { history } = store.getState();
  const before = history[pad] ?? [];
  store.setState({ history: { ...history, [pad]: before.slice(0, -1) } });
  return before.at(-1) ?? drawing.slice(0, -1);
}

/** Whether there is anything to take back. */
export function canUndo(history: PadHistory, pad: string, drawing: Drawing): boolean {
  return drawing.length > 0 || (history[pad] ?? []).length > 0;
}
