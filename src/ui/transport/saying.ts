import type { BackendName } from '#maml';
import { isCurveOutdated, type SessionState } from '#session';
import type { ClassPool } from '#tasks';

/** What the page says about the run in one sentence, and the figures in it (shares 0..1). */
export type Saying =
  | { is: 'opening' | 'empty' | 'warming' }
  | { is: 'measuring'; backend: BackendName }
  | { is: 'loading' }
  | { is: 'training'; chance: number }
  | { is: 'diverged'; iteration: number; kept: number }
  | {
      is: 'right';
      state: 'running' | 'paused' | 'finished';
      accuracy: number;
      random: number;
      split: ClassPool;
      chance: number;
      shots: number;
    }
  /** The accuracy was measured with other settings than those of now. */
  | {
      is: 'was-right';
      state: 'running' | 'paused' | 'finished';
      accuracy: number;
      iteration: number;
      innerLr: number;
    };

type Seen = Pick<
  SessionState,
  'phase' | 'iteration' | 'loading' | 'measuring' | 'curve' | 'notice' | 'settings'
>;

/** The sentence for a state of the session. Accuracies are those after the last inner step. */
export function saying(state: Seen): Saying {
  const { phase, iteration, measuring, curve, notice, settings } = state;
  const chance = 1 / settings.ways;
  if (phase === 'opening' && measuring !== null) return { is: 'measuring', backend: measuring };
  if (phase === 'opening' || phase === 'warming') return { is: phase };
  if (phase === 'diverged') {
    return notice?.kind === 'diverged'
      ? { is: 'diverged', iteration: notice.iteration, kept: notice.keptIteration }
      : { is: 'diverged', iteration, kept: curve?.iteration ?? iteration };
  }
  if (iteration === 0 && phase === 'empty') {
    return { is: state.loading?.phase === 'drawing' || state.loading === null ? 'empty' : 'loading' };
  }
  // A curve of iteration 0 shows the random start twice: it says nothing about meta-training.
  if (curve === null || curve.iteration === 0) return { is: 'training', chance };
  const run = {
    state: phase === 'paused' || phase === 'finished' ? phase : 'running',
    accuracy: curve.learnt.queryAccuracy.at(-1) ?? chance,
  } as const;
  if (isCurveOutdated(curve, settings)) {
    return { is: 'was-right', ...run, iteration: curve.iteration, innerLr: curve.innerLr };
  }
  return {
    is: 'right',
    ...run,
    random: curve.random.queryAccuracy.at(-1) ?? chance,
    split: curve.split,
    chance,
    shots: settings.shots,
  };
}
