import type { StoreApi } from 'zustand';

export type ReadableStore<T> = Pick<StoreApi<T>, 'getState' | 'getInitialState' | 'subscribe'>;

/**
 * The same store, telling its listeners at most once per `interval` milliseconds: at once after a quiet
 * time, else when the interval has passed. Its state changes only when it tells.
 *
 * @param isUrgent whether a state must be told of at once, given the one told of last
 */
export function throttled<T>(
  store: ReadableStore<T>,
  interval: number,
  isUrgent: (state: T, shown: T) => boolean = () => false,
): ReadableStore<T> {
  const listeners = new Set<(state: T, previous: T) => void>();
  let shown = store.getState();
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: (() => void) | undefined;

  function tell() {
    timer = undefined;
    toldAt = performance.now();
    const previous = shown;
    shown = store.getState();
    for (const listener of listeners) listener(shown, previous);
  }

  function take() {
    if (!isUrgent(store.getState(), shown)) return schedule();
    clearTimeout(timer);
    tell();
  }

  function schedule() {
    timer ??= setTimeout(tell, Math.max(0, toldAt + interval - performance.now()));
  }

  return {
    getState: () => shown,
    getInitialState: () => shown,
    subscribe(listener) {
      if (listeners.size === 0) {
        stop = store.subscribe(take);
        // The state may have changed between the first rendering and now.
        if (store.getState() !== shown) schedule();
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}
