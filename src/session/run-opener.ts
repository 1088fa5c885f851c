import { type Dataset, splitCharacters } from '#data';
import type { LearnerState, RunSettings } from '#maml';
import type { TrainingService, TrialMode } from '#workers';

export interface OpenRequest {
  settings: RunSettings;
  data: Dataset;
  /** Where to go on: a state, or where the run that stands there is; absent: the random start. */
  state?: LearnerState | 'standing';
  /** Absent: `remembered`. */
  trial?: TrialMode;
}

/**
 * Opens runs on the training service, one after the other. Of those asked for while one is being opened only the
 * last is: nobody waits for runs that were wanted for a moment.
 */
export class RunOpener {
  /** Whether a run is open, and its weights can be had. */
  opened = false;
  private readonly service: TrainingService;
  /** Hears how the last of the runs asked for has opened: `null`, or the error. */
  private readonly onEnd: (error: unknown) => void;
  private wanted: OpenRequest | null = null;
  private working: Promise<void> | null = null;
  /** Takes the weights of the run that stands there, before another takes its place. */
  private takeLast: ((state: LearnerState) => void) | null = null;
  /** Where the run opened last set out from: where one cannot be opened, this is all that is left of it. */
  private origin: LearnerState | undefined;

  constructor(service: TrainingService, onEnd: (error: unknown) => void) {
    this.service = service;
    this.onEnd = onEnd;
  }

  /** Whether a run is being opened: what stands there meanwhile is no longer wanted. */
  get isOpening(): boolean {
    return this.working !== null;
  }

  /** Settles when nothing is to be opened any more. */
  async idle(): Promise<void> {
    while (this.working !== null) await this.working;
  }

  open(request: OpenRequest): Promise<void> {
    const { wanted } = this;
    // One that was never opened stands nowhere: the next sets out from where it would have.
    this.wanted =
      request.state === 'standing' && wanted !== null ? { ...request, state: wanted.state } : request;
    this.working ??= this.work();
    return this.idle();
  }

  /** Asks for the weights of the run that stands there now, once it has come to rest for the next `open`. */
  keepLast(take: (state: LearnerState) => void): void {
    this.takeLast = take;
  }

  private async work(): Promise<void> {
    // All that is asked for at one press is one request.
    await Promise.resolve();
    let error: unknown = null;
    while (this.wanted !== null) {
      try {
        await this.openWanted();
        error = null;
      } catch (caught) {
        error = caught;
      }
    }
    this.working = null;
    this.onEnd(error);
  }

  private async openWanted(): Promise<void> {
    const standing = await this.standing();
    // What was asked for meanwhile has taken its place.
    const request = this.wanted;
    this.wanted = null;
    if (request === null) return;
    const { data, settings, trial = 'remembered' } = request;
    const split = splitCharacters(data.characters, settings);
    const state = request.state === 'standing' ? standing : request.state;
    // Without a state the service knows that the learnt start still is the random one.
    this.origin = state?.iteration === 0 ? undefined : state;
    const opening = this.service.open({ settings, data, split, state: this.origin, previews: true, trial });
    this.opened = await opening.then(
      () => true,
      (error) => {
        this.opened = false;
        throw error;
      },
    );
  }

  /**
   * The weights of the run that stands there, where somebody wants them.
   *
   * @throws Error where the run to be opened was to go on from them and cannot
   */
  private async standing(): Promise<LearnerState | undefined> {
    const { takeLast } = this;
    if (!this.opened || (takeLast === null && this.wanted?.state !== 'standing')) return this.origin;
    this.takeLast = null;
    try {
      // What it still has to tell, it tells before it rests.
      await this.service.pause();
      const state = await this.service.state();
      takeLast?.(state);
      return state;
    } catch (error) {
      if (this.wanted?.state !== 'standing') return undefined;
      this.wanted = null;
      throw error;
    }
  }
}
