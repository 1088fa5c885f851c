import type { StoreApi } from 'zustand/vanilla';
import type { Drawing } from '#data';
import type { RunSettings } from '#maml';
import type { Answers } from '#workers';
import { type DrawingSet, type ShownSymbol, sameTask, shownSymbols } from './drawings/set.ts';
import type { PadHistory } from './drawings/undo.ts';
import { type ShippedFacts, type ShippedName, shippedFor } from './shipped.ts';
import type { AskedWeights, RemarkedWeights } from './travelled.ts';

/** Which network adapts: one that comes with the page, the run as it stands, or a file of the person's. */
export type NetworkChoice = ShippedName | 'run' | 'file';

/** A task that a network has been adapted to. */
export interface Adapted {
  symbols: readonly ShownSymbol[];
  network: NetworkChoice;
  /** Meta-iterations that the network had learnt for. */
  iteration: number;
  /** `[step 0..S]`. */
  supportLoss: number[];
}

/** What the page draws as an example: symbols unlike each other, or look-alikes. */
export type ExampleKind = 'unlike' | 'alike';

/** What went wrong, or stands in the way. */
export type DrawTrouble =
  | { kind: 'network'; message: string }
  | { kind: 'checkpoint'; file: string; message: string }
  | AskedWeights
  | RemarkedWeights
  | { kind: 'zip'; file: string }
  /** The browser keeps nothing. */
  | { kind: 'storage' }
  | { kind: 'adapt'; message: string };

/**
 * What waits for a yes, as the run gives up what it has learnt: the set as training classes, these taken out
 * again, the network in use as the run.
 */
export type Offer = 'classes' | 'leave' | 'network';

/** What was removed last, and can come back. */
export type Removed = { what: 'symbol'; number: number; name: string | null } | { what: 'set'; name: string };

export interface DrawState {
  /** Whether the drawings of an earlier visit have been looked for. */
  restored: boolean;
  set: DrawingSet;
  /** The last example, and its set as it was drawn. */
  example: { kind: ExampleKind; set: DrawingSet } | null;
  /** The name that the set is saved under; null: it is not. */
  savedAs: string | null;
  /** Whether the set has changed since. */
  changed: boolean;
  /** Names of the saved sets. */
  saved: string[];
  removed: Removed | null;
  history: PadHistory;
  /** Null: the network that suits the number of symbols. */
  chosen: NetworkChoice | null;
  /** What is known of the shipped networks; absent: not yet fetched, null: it could not be. */
  shipped: Partial<Record<ShippedName, ShippedFacts | null>>;
  /** The person's own checkpoint. */
  file: { name: string; iteration: number; ways: number; steps: number } | null;
  adapting: boolean;
  adapted: Adapted | null;
  query: Drawing;
  /** The symbol that the page redrew as the query, rather than the person. */
  redrawn: ShownSymbol | null;
  answers: Answers | null;
  trouble: DrawTrouble | null;
  offer: Offer | null;
  /** The data set that holds the drawings as training classes, by its name, and how many there are. */
  training: { dataset: string; symbols: number } | null;
}

/** The network that the next adaptation sets out from. */
export function networkInUse({ chosen, set }: Pick<DrawState, 'chosen' | 'set'>): NetworkChoice {
  return chosen ?? shippedFor(set.symbols.length);
}

/** The example on the desk; null where the person has drawn or changed anything there. */
export function exampleShown({ example, set }: Pick<DrawState, 'example' | 'set'>): ExampleKind | null {
  return example !== null && example.set === set ? example.kind : null;
}

/** Whether drawings or network are others than those adapted to. */
export function isStale(state: DrawState): boolean {
  const { adapted, set } = state;
  if (adapted === null) return false;
  return adapted.network !== networkInUse(state) || !sameTask(adapted.symbols, shownSymbols(set));
}

/** All that a person can do with their own symbols. */
export interface DrawActions {
  /** The view is shown: brings back the drawings of an earlier visit, and fetches the network. */
  enter(): void;
  addSymbol(): void;
  removeSymbol(id: number): void;
  undoRemoval(): void;
  dismissRemoval(): void;
  nameSymbol(id: number, name: string): void;
  setShots(shots: number): void;
  draw(id: number, shot: number, drawing: Drawing): void;
  undo(id: number, shot: number): void;
  /** Fills every blank pad: with an invented symbol, or with a symbol's drawing by another hand. */
  drawSamples(): void;
  /** All three steps at one press: fills the blank pads, adapts, and draws one of the symbols again. */
  showExample(): void;
  /** The same with symbols that look alike, in place of the set, which is saved first. */
  showLookAlikes(fallback: string): void;
  choose(network: NetworkChoice): void;
  /** @param given what its file lacks, as a person was asked for it */
  openCheckpointFile(file: File, given?: Partial<RunSettings>): void;
  adapt(): void;
  cancelAdapt(): void;
  /** @param isDone whether the pen has been lifted; the drawing from before its line: that was taken back */
  drawQuery(drawing: Drawing, isDone: boolean): void;
  undoQuery(): void;
  clearQuery(): void;
  /** Draws one of the symbols again, by another hand. */
  sampleQuery(): void;
  nameSet(name: string): void;
  /** @param fallback what a set without a name is called */
  saveSet(fallback: string): void;
  /** Another set takes the place of this one, which is saved first. */
  openSet(name: string, fallback: string): void;
  newSet(fallback: string): void;
  removeSet(name: string): void;
  exportZip(fallback: string): Promise<{ name: string; bytes: Uint8Array }>;
  openZip(file: File, fallback: string): void;
  /** The network in use becomes the run; asks first where that has learnt something. */
  loadIntoRun(): void;
  /** The set's symbols become training classes; asks first. */
  offerTraining(): void;
  /** The training classes are taken out again; asks first where the run has learnt something. */
  leaveTraining(): void;
  /** @param fallback what a set without a name is called */
  acceptOffer(fallback: string): void;
  dismissOffer(): void;
  dismissTrouble(): void;
}

/** The drawing view's part of a session. */
export interface DrawPart extends DrawActions {
  readonly store: StoreApi<DrawState>;
}
