import { expose } from 'comlink';
import { createLearner, type Device, type MetaLearner, openDevice } from '#maml';
import type { EpisodeBatch } from '#tasks';
import { openCrew, startEngineThread } from '#workers';
import {
  type Contestant,
  type Dispatches,
  type Entry,
  episodesOf,
  type Sample,
  secondsOf,
} from './bench-contestant.ts';

/** Meta-iterations asked for at a time on a graphics card, as in training. */
const QUEUED = 2;
/** Uploads that are timed together. */
const UPLOADS = 5;

/** Seconds until a meta-batch's drawings are on the device as the values that the network reads. */
async function uploadSeconds(device: Device, { support, query }: EpisodeBatch, ink: 'high' | 'low') {
  const sets = [support, query].map((bytes) => ({ bytes, variable: device.variable(bytes.length) }));
  // Reading one value waits for all that was queued before.
  const fence = device.variable(4);
  const write = async (times: number) => {
    for (let i = 0; i < times; i++) {
      for (const { bytes, variable } of sets) device.writeDrawings(variable, bytes, ink);
    }
    await device.read(fence);
  };
  await write(1);
  const seconds = await secondsOf(() => write(UPLOADS));
  for (const { variable } of sets) device.free(variable);
  device.free(fence);
  return seconds / UPLOADS;
}

/** The project's own engine, as training drives it. */
class Engine implements Contestant {
  #entry: Entry | null = null;
  #device: Device | null = null;
  #learner: MetaLearner | null = null;
  #sample: Sample = () => {
    throw new Error('Not open yet.');
  };
  #iteration = 0;

  async open(entry: Entry) {
    const { settings, backend } = entry;
    this.#entry = entry;
    this.#sample = episodesOf(entry);
    const batch = this.#sample(0);
    let threads = 1;
    const firstIterationSeconds = await secondsOf(async () => {
      this.#device = await openDevice(backend);
      const { report } = this.#device;
      if (report.backend !== backend) throw new Error(`no ${backend} here (${report.reason})`);
      const { shares } = await openCrew({ ...settings, backend }, this.#device, (life) =>
        startEngineThread('task', life),
      );
      threads += shares.length;
      this.#learner = createLearner(settings, this.#device, shares);
      await this.#ask();
    });
    const { device } = this.#open();
    return {
      firstIterationSeconds,
      threads,
      renderer: device.report.renderer,
      uploadSeconds: await uploadSeconds(device, batch, settings.ink),
    };
  }

  /** Each from the report before it, so that their sum is the time that all took. */
  async iterate(count: number) {
    const queued = this.#open().device.batchesTasks ? QUEUED : 1;
    const times: number[] = [];
    let last = performance.now();
    const asked = Array.from({ length: Math.min(count, queued) }, () => this.#ask());
    while (times.length < count) {
      await asked.shift();
      const now = performance.now();
      times.push((now - last) / 1000);
      last = now;
      if (times.length + asked.length < count) asked.push(this.#ask());
    }
    return times;
  }

  memory() {
    return this.#open().learner.memory();
  }

  /** The profile is of this thread's share of the tasks; the other threads' kernels are the same. */
  async dispatches(): Promise<Dispatches> {
    const { learner, settings } = this.#open();
    const batch = this.#sample(this.#iteration);
    const { kernels, dispatches, threads } = await learner.profile(batch, settings.innerLr);
    const share = Math.floor(batch.tasks / Math.min(threads, batch.tasks));
    const all = batch.tasks / share;
    const inShare = kernels.reduce((sum, kernel) => sum + kernel.dispatches, 0);
    const byKernel = kernels.map((kernel) => ({
      name: kernel.name,
      dispatches: kernel.dispatches * all,
      seconds: kernel.seconds * all,
    }));
    byKernel.sort((a, b) => b.dispatches - a.dispatches);
    return { total: inShare * all + dispatches - inShare, byKernel };
  }

  #open() {
    const [entry, device, learner] = [this.#entry, this.#device, this.#learner];
    if (entry === null || device === null || learner === null) throw new Error('Not open yet.');
    return { settings: entry.settings, device, learner };
  }

  #ask() {
    const { learner, settings } = this.#open();
    const { innerLr, outerLr } = settings;
    return learner.metaIteration(this.#sample(this.#iteration++), { innerLr, outerLr });
  }
}

expose(new Engine());
