import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { throttled } from '../../../src/ui/context/throttled.ts';

describe('throttled', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells of many changes once per interval, and of the last one', () => {
    const store = createStore(() => ({ iteration: 0 }));
    const live = throttled(store, 100);
    const told: number[] = [];
    live.subscribe(({ iteration }) => told.push(iteration));
    for (let iteration = 1; iteration <= 30; iteration++) {
      store.setState({ iteration });
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(200);
    expect(told.length).toBeLessThanOrEqual(5);
    expect(told.at(-1)).toBe(30);
    expect(live.getState().iteration).toBe(30);
  });

  it('shows one state until it tells of the next', () => {
    const store = createStore(() => ({ iteration: 0 }));
    const live = throttled(store, 100);
    live.subscribe(() => {});
    store.setState({ iteration: 1 });
    expect(live.getState().iteration).toBe(0);
    vi.advanceTimersByTime(1);
    expect(live.getState().iteration).toBe(1);
  });

  it('tells at once of what is urgent, and of all that came before it', () => {
    const store = createStore(() => ({ iteration: 0, rests: false }));
    const live = throttled(store, 100, (state, shown) => state.rests && !shown.rests);
    const listener = vi.fn();
    live.subscribe(listener);
    store.setState({ iteration: 1 });
    vi.advanceTimersByTime(1);
    store.setState({ iteration: 2 });
    expect(live.getState().iteration).toBe(1);
    store.setState({ rests: true });
    expect(live.getState()).toEqual({ iteration: 2, rests: true });
    vi.advanceTimersByTime(1000);
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('takes over what changed before the first listener, and rests without one', () => {
    const store = createStore(() => ({ iteration: 0 }));
    const live = throttled(store, 100);
    store.setState({ iteration: 7 });
    const listener = vi.fn();
    const stop = live.subscribe(listener);
    vi.advanceTimersByTime(1);
    expect(live.getState().iteration).toBe(7);
    stop();
    store.setState({ iteration: 8 });
    vi.advanceTimersByTime(1000);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
