import type { Drawing } from '#data';

/** What stood on each pad before every change to it, by the pad's name. */
export type PadHistory = Readonly<Record<string, readonly Drawing[]>>;

/** The query's pad. */
export const QUERY_PAD = 'query';

export function padName(id: number, shot: number): string {
  return `${id}/${shot}`;
}

/** Keeps what stands on a pad that is about to change. */
export function keepPad(history: PadHistory, pad: string, drawing: Drawing): PadHistory {
  return { ...history, [pad]: [...(history[pad] ?? []), drawing] };
}

/**
 * Takes back the last change to a pad; where that is not known, as after a reload, its last line.
 *
 * @param drawing what stands there now
 * @returns what stood there before, and the history without it
 */
export function undoPad(
  history: PadHistory,
  pad: string,
  drawing: Drawing,
): { drawing: Drawing; history: PadHistory } {
  const before = history[pad] ?? [];
  const last = before.at(-1) ?? drawing.slice(0, -1);
  return { drawing: last, history: { ...history, [pad]: before.slice(0, -1) } };
}

/** Whether there is anything to take back. */
export function canUndo(history: PadHistory, pad: string, drawing: Drawing): boolean {
  return drawing.length > 0 || (history[pad] ?? []).length > 0;
}
