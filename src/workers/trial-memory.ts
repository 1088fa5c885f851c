import { createStore, get, set } from 'idb-keyval';
import type { Speed } from '#maml';

/** Keeps what trials have found, by a key that says of what machine and what workload. */
export interface TrialMemory {
  recall(key: string): Promise<Speed[] | null>;
  keep(key: string, trial: Speed[]): Promise<void>;
}

const store = () => createStore('maml-playground-trials', 'trials');

/** A memory in the browser's storage; where that does not work, every trial is the first. */
export function browserTrialMemory(): TrialMemory {
  return {
    async recall(key) {
      try {
        return (await get<Speed[]>(key, store())) ?? null;
      } catch {
        return null;
      }
    },
    async keep(key, trial) {
      try {
        await set(key, trial, store());
      } catch {
        // Private windows and full disks keep nothing.
      }
    },
  };
}
