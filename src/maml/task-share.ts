import type { Device } from './devices/device.ts';
import type { TaskShare } from './learner.ts';
import type { RunSettings } from './settings.ts';
import { TaskRunner } from './task-runner.ts';

/** Takes part of the tasks on a device of its own: what a helping thread runs. */
export function createTaskShare(settings: RunSettings, device: Device): TaskShare {
  const runner = new TaskRunner(device, settings);
  return {
    gradientSums(theta, batch, first, innerLr) {
      device.write(runner.theta, theta);
      return runner.gradientSums(batch, first, innerLr);
    },
    examine(theta, batch, steps, innerLr) {
      device.write(runner.theta, theta);
      return runner.examine(batch, steps, innerLr);
    },
  };
}
