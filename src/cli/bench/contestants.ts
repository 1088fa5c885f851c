import type { RunSettings } from '#maml';
import type { Dispatches, Held, Opened } from '../page/bench-contestant.ts';

/** Programs outside the browser, in Python. */
export const PEERS = ['pytorch', 'pytorch-vmap', 'pytorch-compiled', 'jax-python'] as const;
export type PeerName = (typeof PEERS)[number];

export type ContestantName = 'engine' | 'stock' | 'jax' | PeerName;

export function isPeer(name: ContestantName): name is PeerName {
  return PEERS.some((peer) => peer === name);
}

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
  /** Seconds that its first meta-iteration may take, where it compiles; absent: as any other. */
  patience?: number;
  start(): Promise<Running>;
}
