import { createStore, type StoreApi } from 'zustand/vanilla';

/** The meta-iteration at which both charts are read; null while they are not. Apart from React: lines do not render for it. */
export type Cursor = StoreApi<{ iteration: number | null }>;

export function createCursor(): Cursor {
  return createStore(() => ({ iteration: null }));
}
