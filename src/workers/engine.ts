import type { BackendChoice, Device, MetaLearner, RunSettings, TaskShare } from '#maml';

/** Threads beside this one that share a meta-batch's tasks, for as long as their learner lives. */
export interface Crew {
  shares: TaskShare[];
  close(): void;
}

/** The engine, handed in so that a run can be tested without one. */
export interface Engine {
  /** The device of a choice, or the next best one where there is none; its report tells which. */
  openDevice(choice: BackendChoice): Promise<Device>;
  /** The threads that may help a learner on this device; none where it batches tasks itself. */
  openCrew(settings: RunSettings, device: Device): Promise<Crew>;
  /** A fresh learner: the run's random start. */
  createLearner(settings: RunSettings, device: Device, crew: TaskShare[]): MetaLearner;
}

/** A learner with the threads that help it. */
export interface Team {
  learner: MetaLearner;
  /** Threads that share the tasks, this one among them. */
  threads: number;
  dispose(): void;
}

/** A fresh learner and its crew. */
export async function assemble(engine: Engine, settings: RunSettings, device: Device): Promise<Team> {
  const crew = await engine.openCrew(settings, device);
  const learner = engine.createLearner(settings, device, crew.shares);
  return {
    learner,
    threads: crew.shares.length + 1,
    dispose() {
      learner.dispose();
      crew.close();
    },
  };
}
