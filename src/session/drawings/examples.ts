import type { StoreApi } from 'zustand/vanilla';
import { createRandom, type Drawing, isBlank, redraw, symbolInventor } from '#data';
import { yieldToEvents } from '#workers';
import { type DrawState, type ExampleKind, exampleShown } from '../draw-state.ts';
import { lookAlikeSet } from './look-alikes.ts';
import { type DrawingSet, drawingOf, drawingsInUse, emptySet, holdsDrawings } from './set.ts';

export interface ExamplesDesk {
  draw(id: number, shot: number, drawing: Drawing): void;
  /** Another set on the desk, once what a person drew there is saved under `fallback`; false where that failed. */
  replace(fallback: string, set: DrawingSet): Promise<boolean>;
  /** Different at every call: no two invented symbols are alike. */
  seed(): number;
}

/** What the page draws in a person's place. */
export class Examples {
  private readonly store: StoreApi<DrawState>;
  private readonly desk: ExamplesDesk;
  private turn = 0;

  constructor(store: StoreApi<DrawState>, desk: ExamplesDesk) {
    this.store = store;
    this.desk = desk;
  }

  /** Another set is on the desk: what is being drawn is not for it. */
  stop(): void {
    this.turn++;
  }

  /** Draws on every blank pad, one symbol at a time: an invented one, or what is drawn of it by another hand. */
  async fillPads(onSymbol: () => void = () => {}): Promise<void> {
    const turn = ++this.turn;
    const random = createRandom(this.desk.seed());
    const invent = symbolInventor(random);
    for (const { id } of this.set.symbols) {
      const symbol = this.set.symbols.find((one) => one.id === id);
      if (turn !== this.turn) return;
      if (symbol === undefined) continue;
      const { shots } = this.set;
      const drawn = drawingsInUse(this.set, symbol);
      const [model = invent()] = drawn;
      for (let shot = 0; shot < shots; shot++) {
        if (!isBlank(drawingOf(symbol, shot))) continue;
        this.desk.draw(id, shot, drawn.length === 0 && shot === 0 ? model : redraw(random, model));
      }
      onSymbol();
      await yieldToEvents();
    }
  }

  /** Fills the blank pads; after another example, all of them. */
  async showUnlike(): Promise<void> {
    const earlier = exampleShown(this.store.getState());
    if (earlier === null && holdsDrawings(this.set)) return this.fillPads();
    const { symbols, shots } = this.set;
    if (earlier !== null) await this.desk.replace('', { ...emptySet(symbols.length), shots });
    await this.fillPads(() => this.mark('unlike'));
  }

  async showLookAlikes(fallback: string): Promise<boolean> {
    if (!(await this.desk.replace(fallback, lookAlikeSet()))) return false;
    this.mark('alike');
    return true;
  }

  private get set(): DrawingSet {
    return this.store.getState().set;
  }

  private mark(kind: ExampleKind): void {
    this.store.setState(({ set }) => ({ example: { kind, set } }));
  }
}
