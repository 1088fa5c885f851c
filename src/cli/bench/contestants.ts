import type { RunSettings } from '#maml';
import type { Dispatches, Held, Opened } from '../page/bench-contestant.ts';

export type ContestantName = 'engine' | 'stock' | 'jax' | 'pytorch';

/** A way to do meta-iterations that has been started for one workload. */
export interface Running {
  /** Everything up to the end of the first meta-iteration. @throws Error with the reason where it cannot */
  open(settings: RunSettings): Promise<Opened>;
  /** Seconds of each of `count` further meta-iterations. */
  iterate(count: number): Promise<number[]>;
  memory(): Promise<Held | null>;
  dispatches(): Promise<Dispatches | null>;
  /** Ends it, whatever it is doing. */
  close(): Promise<void>;
}

/** What is timed: who computes, and on what. */
export interface Contestant {
  name: ContestantName;
  /** A backend of the browser, or `cpu` outside it. */
  backend: 'webgl' | 'wasm' | 'cpu';
  start(): Promise<Running>;
}
