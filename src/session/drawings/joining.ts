import type { StoreApi } from 'zustand/vanilla';
import { createRandom, type Drawing, type Random, redraw } from '#data';
import { yieldToEvents } from '#workers';
import type { Checkpoint } from '../checkpoint.ts';
import type { DrawState } from '../draw-state.ts';
import type { Networks } from './networks.ts';
import { pixelsOf, type ShownSymbol, shownSymbols } from './set.ts';

/** What the drawing view needs of the run and its data set. */
export interface TrainingSide {
  /** The run as it stands; it goes on meanwhile. Rejects where there is none. */
  snapshot(): Promise<Checkpoint>;
  /** Whether a new run would give up something learnt. */
  hasLearnt(): boolean;
  /** The checkpoint becomes the run. */
  openCheckpoint(checkpoint: Checkpoint): void;
  /** Adds classes to the data set in use and begins a new run; resolves to the set's name, null if refused. */
  addClasses(name: string, classes: Uint8Array[][]): Promise<string | null>;
  /** The data set without them again. */
  removeClasses(): void;
}

/** Drawings of each training class, as of each of Omniglot's: enough for any number of shots and queries there. */
export const CLASS_DRAWINGS = 20;

/** A symbol's own drawings, and the same by other hands until there are enough to train on. */
function classOf({ drawings }: ShownSymbol, random: Random): Drawing[] {
  return Array.from({ length: Math.max(CLASS_DRAWINGS, drawings.length) }, (_, i) =>
    i < drawings.length ? drawings[i] : redraw(random, drawings[i % drawings.length]),
  );
}

/** What passes from the drawing view to the run: a network to train further, and drawings to train on. */
export class Joining {
  private readonly store: StoreApi<DrawState>;
  private readonly run: TrainingSide;
  private readonly networks: Networks;
  private readonly seed: () => number;

  constructor(store: StoreApi<DrawState>, run: TrainingSide, networks: Networks, seed: () => number) {
    this.store = store;
    this.run = run;
    this.networks = networks;
    this.seed = seed;
  }

  /** Asks first where the run has learnt something. */
  offerNetwork(): void {
    if (this.run.hasLearnt()) this.store.setState({ trouble: null, offer: 'network' });
    else void this.openNetwork();
  }

  async openNetwork(): Promise<void> {
    this.store.setState({ offer: null });
    await this.networks.use(async (checkpoint) => this.run.openCheckpoint(checkpoint));
  }

  offerClasses(): void {
    if (shownSymbols(this.store.getState().set).length === 0) return;
    this.store.setState({ trouble: null, offer: 'classes' });
  }

  /** @param fallback what a set without a name is called */
  async joinClasses(fallback: string): Promise<void> {
    const { set } = this.store.getState();
    const symbols = shownSymbols(set);
    this.store.setState({ offer: null });
    const random = createRandom(this.seed());
    const classes: Uint8Array[][] = [];
    for (const symbol of symbols) {
      classes.push(classOf(symbol, random).map(pixelsOf));
      await yieldToEvents();
    }
    const dataset = await this.run.addClasses(set.name ?? fallback, classes);
    if (dataset !== null) this.store.setState({ training: { dataset, symbols: symbols.length } });
  }

  /** Asks first where the run has learnt something. */
  offerLeaving(): void {
    if (this.run.hasLearnt()) this.store.setState({ trouble: null, offer: 'leave' });
    else this.leave();
  }

  leave(): void {
    this.store.setState({ training: null, offer: null });
    this.run.removeClasses();
  }
}
