import { transfer } from 'comlink';
import { createTaskShare, openDevice, type RunSettings, type TaskShare } from '#maml';

/** What a thread that takes part of the tasks answers to; `crew.ts` is the way to it. */
export interface TaskThread extends TaskShare {
  /** Must have resolved before anything else is asked. */
  open(settings: RunSettings): Promise<void>;
}

/** The share of the tasks of whichever thread calls this, to be exposed through Comlink. */
export function createTaskThread(): TaskThread {
  let share: TaskShare;
  return {
    async open(settings) {
      share = createTaskShare(settings, await openDevice(settings.backend));
    },
    async gradientSums(...job) {
      const part = await share.gradientSums(...job);
      return transfer(
        part,
        part.sums.map(({ term }) => term.buffer),
      );
    },
    examine: (...job) => share.examine(...job),
  };
}
