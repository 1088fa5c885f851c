import type { LearnerState } from '#maml';

function isFiniteState(state: LearnerState): boolean {
  return state.parameters.every(({ data }) => data.every(Number.isFinite));
}

/** A state is kept after so many meta-iterations, or so many milliseconds. */
const EVERY_ITERATIONS = 100;
const EVERY_MS = 5000;
/** Meta-iterations after which a state that was kept counts as proved: none diverges that slowly. */
const PROBATION = 20;

/**
 * Keeps the run's last states outside the GPU: the newest, for when the graphics card is lost, and one that
 * has proved itself, for when the run diverges, because a run already on its way out may still look sound.
 */
export class StateKeeper {
  private latest: LearnerState;
  private candidate: LearnerState;
  private proved: LearnerState;
  private keptAt: number;

  constructor(first: LearnerState, now: number) {
    this.latest = first;
    this.candidate = first;
    this.proved = first;
    this.keptAt = now;
  }

  /** Whether it is time to keep another state. `now` in milliseconds. */
  isDue(iteration: number, now: number): boolean {
    const done = iteration - this.latest.iteration;
    return done >= EVERY_ITERATIONS || (done > 0 && now - this.keptAt >= EVERY_MS);
  }

  /** Keeps a state, unless it holds a value that is not finite. One that is not sound never counts as proved. */
  keep(state: LearnerState, sound: boolean, now: number): void {
    this.keptAt = now;
    if (!isFiniteState(state)) return;
    this.latest = state;
    if (sound && state.iteration - this.candidate.iteration >= PROBATION) {
      this.proved = this.candidate;
      this.candidate = state;
    }
  }

  get newest(): LearnerState {
    return this.latest;
  }

  /** The state to return to after a divergence; it is then the only one kept. */
  retreat(): LearnerState {
    this.latest = this.proved;
    this.candidate = this.proved;
    return this.proved;
  }
}
