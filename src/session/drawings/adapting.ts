import type { StoreApi } from 'zustand/vanilla';
import { BLANK, createRandom, type Drawing, isBlank, redraw } from '#data';
import { isOvertaken, messageOf, type StudioService } from '#workers';
import { type DrawState, networkInUse } from '../draw-state.ts';
import type { Networks } from './networks.ts';
import { pixelsOf, shownSymbols, taskOf } from './set.ts';
import { keepPad, QUERY_PAD, undoPad } from './undo.ts';

export interface AdaptingDependencies {
  studio: Pick<StudioService, 'adapt' | 'answer'>;
  networks: Networks;
  /** Keeps what is on the desk, the query among it. */
  keepDesk(): void;
  seed(): number;
}

/** The inner loop on a person's drawings, and the query that it is asked about. */
export class Adapting {
  private readonly store: StoreApi<DrawState>;
  private readonly dependencies: AdaptingDependencies;
  private turn = 0;
  /** What the query's pad showed before the line under way. */
  private before: Pick<DrawState, 'query' | 'redrawn'> | null = null;

  constructor(store: StoreApi<DrawState>, dependencies: AdaptingDependencies) {
    this.store = store;
    this.dependencies = dependencies;
  }

  /** Adapts to the drawings as they are; of several presses in a row, the last counts. */
  async adapt(): Promise<void> {
    const symbols = shownSymbols(this.state.set);
    if (symbols.length < 2) return;
    const turn = ++this.turn;
    const isCurrent = () => turn === this.turn;
    const network = networkInUse(this.state);
    this.store.setState({ adapting: true, trouble: null });
    await this.dependencies.networks.use(async ({ settings, state: { iteration, parameters } }) => {
      if (!isCurrent()) return;
      const inner = { steps: settings.evaluateSteps, innerLr: settings.innerLr };
      const { studio } = this.dependencies;
      try {
        const { supportLoss } = await studio.adapt({ settings, parameters }, taskOf(symbols), inner);
        if (!isCurrent()) return;
        this.store.setState({ adapted: { symbols, network, iteration, supportLoss }, answers: null });
        void this.ask();
      } catch (error) {
        if (!isCurrent() || isOvertaken(error)) return;
        this.fail(error);
        this.store.setState({ adapted: null, answers: null });
      }
    });
    if (isCurrent()) this.store.setState({ adapting: false });
  }

  /** Waits no longer. What is under way replaces the network adapted before, so nothing is adapted then. */
  cancel(): void {
    this.turn++;
    this.store.setState({ adapting: false, adapted: null, answers: null });
  }

  drawQuery(drawing: Drawing, isDone: boolean): void {
    this.before ??= this.state;
    const { query, redrawn } = this.before;
    const isTakenBack = isDone && drawing === query;
    if (isDone && !isTakenBack) keepPad(this.store, QUERY_PAD, query);
    this.show(drawing, isDone);
    if (isTakenBack) this.store.setState({ redrawn });
    if (isDone) this.before = null;
  }

  undoQuery(): void {
    this.show(undoPad(this.store, QUERY_PAD, this.state.query));
  }

  clearQuery(): void {
    keepPad(this.store, QUERY_PAD, this.state.query);
    this.show(BLANK);
  }

  sampleQuery(): void {
    const { adapted, set, query } = this.state;
    const symbols = adapted?.symbols ?? shownSymbols(set);
    if (symbols.length === 0) return;
    const random = createRandom(this.dependencies.seed());
    const symbol = symbols[random.integer(symbols.length)];
    keepPad(this.store, QUERY_PAD, query);
    this.show(redraw(random, symbol.drawings[random.integer(symbol.drawings.length)]));
    this.store.setState({ redrawn: symbol });
  }

  private get state(): DrawState {
    return this.store.getState();
  }

  private fail(error: unknown): void {
    this.store.setState({ trouble: { kind: 'adapt', message: messageOf(error) } });
  }

  private show(query: Drawing, isDone = true): void {
    this.store.setState({ query, redrawn: null });
    if (isDone) this.dependencies.keepDesk();
    void this.ask();
  }

  /** Asks what the query is; of several askings in a row, the last is answered. */
  private async ask(): Promise<void> {
    const { query, adapted } = this.state;
    if (adapted === null || isBlank(query)) {
      this.store.setState({ answers: null });
      return;
    }
    try {
      const answers = await this.dependencies.studio.answer(pixelsOf(query));
      const { query: now, adapted: by } = this.state;
      // While one draws, an answer to a line before the last is better than none; to another set it is none.
      if (!isBlank(now) && by === adapted) this.store.setState({ answers });
    } catch (error) {
      if (!isOvertaken(error)) this.fail(error);
    }
  }
}
