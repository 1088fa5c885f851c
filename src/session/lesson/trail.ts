import type { AlgorithmName, RunSettings } from '#maml';
import type { DrawState } from '../draw-state.ts';
import { shownSymbols } from '../drawings/set.ts';
import type { SessionState } from '../state.ts';
import type { PagePart } from './parts.ts';

/** What the random start reached with one inner learning rate (accuracies 0..1 after step 0..S). */
export interface Try {
  innerLr: number;
  random: number[];
}

/** How far a person is with symbols of their own. */
export interface OwnTask {
  /** Symbols that have a drawing. */
  symbols: number;
  /** Whether a network has been adapted to symbols. */
  adapted: boolean;
  /** The probability of the answer to a query drawn since the step began (0..1); null: there was none. */
  certainty: number | null;
}

/** What has happened since a step of the lesson began. */
export interface Trail {
  /** How things stood then. */
  began: { iteration: number; settings: RunSettings };
  /** The meta-iteration at which the step began, or a setting was last changed since. */
  changedAt: number;
  /** The first meta-iteration that the settings held for, as far as the step knows. */
  steadyFrom: number;
  /** The meta-iteration at which the settings that the step began with were first left; null: they hold. */
  leftAt: number | null;
  /** The rates that the random start was measured with, in the order in which they were first tried. */
  tries: readonly Try[];
  /** The random start's accuracy by inner step, over the most inner steps that it was measured with. */
  furthest: readonly number[];
  /** Parts of the page that a symbol was lit for. */
  lit: readonly PagePart[];
  /** Inner steps that were singled out in the figure. */
  singledOut: readonly number[];
  /** Meta-iterations per second of each algorithm that has trained. */
  speeds: Readonly<Partial<Record<AlgorithmName, number>>>;
  /** Whether the network was seen to have learnt something. */
  learnt: boolean;
  own: OwnTask;
}

/** Above the random start, meta-training has had an effect (a share of the answers). */
const EFFECT = 0.05;
/** Meta-iterations after which a changed setting shows in the speed. */
const SETTLED = 10;

/** The trail of a step that begins now; speeds measured earlier still hold. */
export function beginTrail(state: SessionState, speeds: Trail['speeds'] = {}): Trail {
  const { iteration, settings } = state;
  const empty: Trail = {
    began: { iteration, settings },
    changedAt: iteration,
    steadyFrom: 0,
    leftAt: null,
    tries: [],
    furthest: [],
    lit: [],
    singledOut: [],
    speeds,
    learnt: false,
    own: { symbols: 0, adapted: false, certainty: null },
  };
  return seeCurve(empty, state);
}

/** The trail after a change of the session's state. */
export function goOn(trail: Trail, state: SessionState, before: SessionState): Trail {
  let next = trail;
  const { settings, iteration, rate } = state;
  // The run may also have gone back to an earlier iteration, or begun anew.
  if (settings !== before.settings || iteration < next.changedAt) {
    next = { ...next, changedAt: iteration, steadyFrom: iteration, leftAt: next.leftAt ?? before.iteration };
  }
  if (state.curve !== before.curve) next = seeCurve(next, state);
  const isAsUsual = settings.steps === next.began.settings.steps;
  if (rate !== null && rate !== before.rate && isAsUsual && iteration - next.changedAt >= SETTLED) {
    next = { ...next, speeds: { ...next.speeds, [settings.algorithm]: rate } };
  }
  return next;
}

function seeCurve(trail: Trail, { curve }: SessionState): Trail {
  if (curve === null) return trail;
  const { innerLr } = curve;
  const random = curve.random.queryAccuracy;
  const learnt = curve.iteration > 0 && last(curve.learnt.queryAccuracy) >= last(random) + EFFECT;
  return {
    ...trail,
    tries: withTry(trail.tries, { innerLr, random }),
    furthest: random.length >= trail.furthest.length ? random : trail.furthest,
    learnt: trail.learnt || learnt,
  };
}

/** A rate that is measured again keeps its place. */
function withTry(tries: readonly Try[], one: Try): Try[] {
  const isKnown = tries.some(({ innerLr }) => innerLr === one.innerLr);
  return isKnown ? tries.map((each) => (each.innerLr === one.innerLr ? one : each)) : [...tries, one];
}

/** The trail after a change of what is drawn; `before` is how that was. */
export function goOnDrawing(trail: Trail, state: DrawState, before: DrawState): Trail {
  const { adapted, answers } = state;
  const isNew = answers !== null && answers !== before.answers;
  const own = {
    symbols: shownSymbols(state.set).length,
    adapted: adapted !== null,
    certainty: isNew ? Math.max(...answers.learnt) : trail.own.certainty,
  };
  return { ...trail, own };
}

/** The value after the last inner step. */
export function last(values: readonly number[]): number {
  return values[values.length - 1] ?? 0;
}
