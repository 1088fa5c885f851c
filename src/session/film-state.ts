import type { StoreApi } from 'zustand/vanilla';
import type { ClassPool, Shortage } from '#tasks';
import type { Film } from '#workers';
import type { ShippedName } from './shipped.ts';

/** An adaptation to one task as it was at a moment of the run. */
export interface ShownFilm extends Film {
  /** The number of its episode, from 1, and what its characters are for. */
  number: number;
  split: ClassPool;
  /** The network that came with the page; null: the run's. */
  shipped: ShippedName | null;
  /** Meta-iterations that the learnt start had behind it; 0: it is the random start. */
  iteration: number;
  innerLr: number;
}

/** Why there is no film. */
export type FilmTrouble = ({ kind: 'too-few' } & Shortage) | { kind: 'failed'; message: string };

export interface FilmState {
  /** The film of the latest moment; the one before stays while another is being made. */
  film: ShownFilm | null;
  /** A film is being made. */
  working: boolean;
  /** The film stays as it is while the run goes on. */
  held: boolean;
  /** As long as the run has learnt nothing, a network that comes with the page stands in for it. */
  standIn: boolean;
  trouble: FilmTrouble | null;
}

/** All that a person can do with the filmstrip. */
export interface FilmActions {
  /** The view shows this episode (from 1) and wants its film, kept up to date. */
  show(episode: number): void;
  /** Nobody looks: no film is made. */
  leave(): void;
  hold(held: boolean): void;
  setStandIn(standIn: boolean): void;
  /** Gives up the film that is being made, and holds the one shown. */
  cancel(): void;
  /** Tries again after trouble. */
  retry(): void;
}

/** The filmstrip's part of a session. */
export interface FilmPart extends FilmActions {
  readonly store: StoreApi<FilmState>;
}
