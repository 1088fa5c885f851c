import { expose, transfer } from 'comlink';
import { createTaskShare, openDevice, type RunSettings, type TaskShare } from '#maml';

/** A thread that takes part of the tasks; `crew.ts` is the way to it. */
export interface TaskWorker extends TaskShare {
  /** Must have resolved before anything else is asked. */
  open(settings: RunSettings): Promise<void>;
}

let share: TaskShare;

const exposed: TaskWorker = {
  async open(settings) {
    share = createTaskShare(settings, await openDevice(settings.backend));
  },
  async metaGradient(...job) {
    const result = await share.metaGradient(...job);
    return transfer(result, [result.gradient.buffer]);
  },
  examine: (...job) => share.examine(...job),
};

expose(exposed);
