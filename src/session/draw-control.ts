import { createStore, type StoreApi } from 'zustand/vanilla';
import { BLANK, createRandom, type Drawing, inventSymbols, isBlank, type Random, redraw } from '#data';
import { isOvertaken, type StudioService } from '#workers';
import type { Checkpoint } from './checkpoint.ts';
import { type DrawPart, type DrawState, type NetworkChoice, networkInUse } from './draw-state.ts';
import { Networks } from './drawings/networks.ts';
import {
  type DrawingSet,
  drawingOf,
  drawingsInUse,
  emptySet,
  MOST_SHOTS,
  MOST_SYMBOLS,
  pixelsOf,
  shownSymbols,
  taskOf,
  withDrawing,
  withoutSymbol,
  withSymbol,
  withSymbolName,
} from './drawings/set.ts';
import { Shelf } from './drawings/shelf.ts';
import type { DrawingStorage } from './drawings/storage.ts';
import { keepPad, padName, QUERY_PAD, undoPad } from './drawings/undo.ts';
import { decodeZip, encodeZip } from './drawings/zip.ts';
import type { ShippedSource } from './shipped.ts';

/** What the drawing view needs of the run and its data set. */
export interface TrainingSide {
  /** The run as it stands; it goes on meanwhile. Rejects where there is none. */
  snapshot(): Promise<Checkpoint>;
  /** The checkpoint becomes the run. */
  openCheckpoint(checkpoint: Checkpoint): void;
  /** Drawings of each class that the run needs. */
  drawingsNeeded(): number;
  /** Adds classes to the data set in use and begins a new run; resolves to the set's name, null if refused. */
  addClasses(name: string, classes: Uint8Array[][]): Promise<string | null>;
  /** The data set without them again. */
  removeClasses(): void;
}

export interface DrawDependencies {
  studio: Pick<StudioService, 'adapt' | 'answer'>;
  shipped: ShippedSource;
  storage: DrawingStorage;
  training: TrainingSide;
  /** Different at every call: no two invented symbols are alike. */
  seed(): number;
}

function initialState(): DrawState {
  return {
    restored: false,
    set: emptySet(),
    savedAs: null,
    changed: false,
    saved: [],
    removed: null,
    history: {},
    chosen: null,
    measured: {},
    file: null,
    adapting: false,
    adapted: null,
    query: BLANK,
    redrawn: null,
    answers: null,
    trouble: null,
    offersTraining: false,
    training: null,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A person's own symbols: drawn, adapted to, asked about, kept. */
export class DrawControl implements DrawPart {
  readonly store: StoreApi<DrawState> = createStore<DrawState>(initialState);
  private readonly dependencies: DrawDependencies;
  private readonly shelf: Shelf;
  private readonly networks: Networks;
  private entered = false;
  private adaptations = 0;
  private bringBack: () => void = () => {};

  constructor(dependencies: DrawDependencies) {
    this.dependencies = dependencies;
    this.shelf = new Shelf(this.store, dependencies.storage);
    this.networks = new Networks(this.store, dependencies.shipped, dependencies.training.snapshot);
  }

  enter(): void {
    if (this.entered) return;
    this.entered = true;
    void this.restore();
  }

  addSymbol(): void {
    this.change(withSymbol);
    void this.networks.prepare();
  }

  removeSymbol(id: number): void {
    const { symbols } = this.state.set;
    const at = symbols.findIndex((symbol) => symbol.id === id);
    const symbol = symbols[at];
    this.change((set) => withoutSymbol(set, id));
    if (this.state.set.symbols.includes(symbol)) return;
    if (symbol.drawings.every(isBlank) && symbol.name === null) return;
    this.bringBack = () =>
      this.change((set) =>
        set.symbols.length < MOST_SYMBOLS
          ? { ...set, symbols: [...set.symbols.slice(0, at), symbol, ...set.symbols.slice(at)] }
          : set,
      );
    this.store.setState({ removed: { what: 'symbol', number: at + 1, name: symbol.name } });
  }

  undoRemoval(): void {
    this.bringBack();
    this.dismissRemoval();
  }

  dismissRemoval(): void {
    this.bringBack = () => {};
    this.store.setState({ removed: null });
  }

  nameSymbol(id: number, name: string): void {
    this.change((set) => withSymbolName(set, id, name));
  }

  setShots(shots: number): void {
    this.change((set) => ({ ...set, shots: Math.min(MOST_SHOTS, Math.max(1, shots)) }));
  }

  draw(id: number, shot: number, drawing: Drawing): void {
    const symbol = this.state.set.symbols.find((one) => one.id === id);
    if (symbol === undefined) return;
    this.keep(padName(id, shot), drawingOf(symbol, shot));
    this.change((set) => withDrawing(set, id, shot, drawing));
  }

  undo(id: number, shot: number): void {
    const symbol = this.state.set.symbols.find((one) => one.id === id);
    if (symbol === undefined) return;
    const before = this.takeBack(padName(id, shot), drawingOf(symbol, shot));
    this.change((set) => withDrawing(set, id, shot, before));
  }

  drawSamples(): void {
    const { set } = this.state;
    const random = this.random();
    const fresh = set.symbols.filter((symbol) => drawingsInUse(set, symbol).length === 0);
    const invented = inventSymbols(random, fresh.length);
    for (const symbol of set.symbols) {
      const [model] = [...drawingsInUse(set, symbol), invented[fresh.indexOf(symbol)]];
      for (let shot = 0; shot < set.shots; shot++) {
        if (!isBlank(drawingOf(symbol, shot))) continue;
        const isNew = shot === 0 && fresh.includes(symbol);
        this.draw(symbol.id, shot, isNew ? model : redraw(random, model));
      }
    }
  }

  choose(network: NetworkChoice): void {
    this.store.setState({ chosen: network });
    void this.networks.prepare();
  }

  openCheckpointFile(file: File): void {
    void this.networks.open(file);
  }

  continueTraining(): void {
    void this.tryNetwork(async (checkpoint) => this.dependencies.training.openCheckpoint(checkpoint));
  }

  adapt(): void {
    const symbols = shownSymbols(this.state.set);
    if (symbols.length < 2) return;
    const turn = ++this.adaptations;
    const isCurrent = () => turn === this.adaptations;
    const network = networkInUse(this.state);
    this.store.setState({ adapting: true, trouble: null });
    void this.tryNetwork(async ({ settings, state: { iteration, parameters } }) => {
      if (!isCurrent()) return;
      const inner = { steps: settings.evaluateSteps, innerLr: settings.innerLr };
      try {
        const { supportLoss } = await this.dependencies.studio.adapt(
          { settings, parameters },
          taskOf(symbols),
          inner,
        );
        if (!isCurrent()) return;
        this.store.setState({ adapted: { symbols, network, iteration, supportLoss }, answers: null });
        void this.ask();
      } catch (error) {
        if (!isCurrent() || isOvertaken(error)) return;
        this.store.setState({ adapted: null, trouble: { kind: 'adapt', message: messageOf(error) } });
      }
    }).then(() => {
      if (isCurrent()) this.store.setState({ adapting: false });
    });
  }

  cancelAdapt(): void {
    this.adaptations++;
    // What is under way will have replaced the network adapted before.
    this.store.setState({ adapting: false, adapted: null, answers: null });
  }

  drawQuery(drawing: Drawing, isDone: boolean): void {
    if (isDone) this.keep(QUERY_PAD, drawing.slice(0, -1));
    this.showQuery(drawing, isDone);
  }

  undoQuery(): void {
    this.showQuery(this.takeBack(QUERY_PAD, this.state.query));
  }

  clearQuery(): void {
    this.keep(QUERY_PAD, this.state.query);
    this.showQuery(BLANK);
  }

  sampleQuery(): void {
    const { adapted, set, query } = this.state;
    const symbols = adapted?.symbols ?? shownSymbols(set);
    if (symbols.length === 0) return;
    const random = this.random();
    const symbol = symbols[random.integer(symbols.length)];
    this.keep(QUERY_PAD, query);
    this.showQuery(redraw(random, symbol.drawings[random.integer(symbol.drawings.length)]));
    this.store.setState({ redrawn: symbol });
  }

  nameSet(name: string): void {
    const trimmed = name.trim();
    this.change((set) => ({ ...set, name: trimmed === '' ? null : trimmed }));
  }

  saveSet(fallback: string): void {
    void this.shelf.save(fallback);
  }

  openSet(name: string, fallback: string): void {
    void this.replace(fallback, () => this.shelf.load(name), name);
  }

  newSet(fallback: string): void {
    void this.replace(fallback, async () => emptySet(), null);
  }

  removeSet(name: string): void {
    void this.shelf.remove(name).then((set) => {
      if (set === null) return;
      this.bringBack = () => void this.shelf.putBack(name, set);
      this.store.setState({ removed: { what: 'set', name } });
    });
  }

  exportZip(fallback: string): Promise<{ name: string; bytes: Uint8Array }> {
    const { set } = this.state;
    return encodeZip(set, set.name ?? fallback);
  }

  openZip(file: File, fallback: string): void {
    const read = async () => {
      const set = await decodeZip(file);
      if (set === null) this.store.setState({ trouble: { kind: 'zip', file: file.name } });
      return set;
    };
    void this.replace(fallback, read, null);
  }

  offerTraining(): void {
    const symbols = shownSymbols(this.state.set);
    const found = Math.min(...symbols.map(({ drawings }) => drawings.length));
    const needed = this.dependencies.training.drawingsNeeded();
    if (symbols.length === 0 || found < needed) {
      const trouble = { kind: 'too-few', needed, found: symbols.length === 0 ? 0 : found } as const;
      this.store.setState({ trouble, offersTraining: false });
    } else {
      this.store.setState({ trouble: null, offersTraining: true });
    }
  }

  joinTraining(fallback: string): void {
    this.store.setState({ offersTraining: false });
    const { set } = this.state;
    const symbols = shownSymbols(set);
    const classes = symbols.map(({ drawings }) => drawings.map(pixelsOf));
    void this.dependencies.training.addClasses(set.name ?? fallback, classes).then((dataset) => {
      if (dataset !== null) this.store.setState({ training: { dataset, symbols: symbols.length } });
    });
  }

  leaveTraining(): void {
    this.store.setState({ training: null });
    this.dependencies.training.removeClasses();
  }

  dismissTrouble(): void {
    this.store.setState({ trouble: null, offersTraining: false });
  }

  private get state(): DrawState {
    return this.store.getState();
  }

  private random(): Random {
    return createRandom(this.dependencies.seed());
  }

  private keep(pad: string, drawing: Drawing): void {
    this.store.setState(({ history }) => ({ history: keepPad(history, pad, drawing) }));
  }

  private takeBack(pad: string, now: Drawing): Drawing {
    const { drawing, history } = undoPad(this.state.history, pad, now);
    this.store.setState({ history });
    return drawing;
  }

  private change(change: (set: DrawingSet) => DrawingSet): void {
    const set = change(this.state.set);
    if (set === this.state.set) return;
    this.store.setState({ set, changed: true });
    void this.shelf.keepDesk();
  }

  private async restore(): Promise<void> {
    const desk = await this.shelf.restore();
    // What is drawn meanwhile stays.
    if (desk !== null && !this.state.changed) {
      const savedAs = this.state.saved.find((name) => name === desk.set.name) ?? null;
      this.store.setState({ ...desk, savedAs, changed: true });
    }
    this.store.setState({ restored: true });
    await this.networks.prepare();
  }

  /** Another set on the desk, once the one that is there has been kept. */
  private async replace(
    fallback: string,
    read: () => Promise<DrawingSet | null>,
    savedAs: string | null,
  ): Promise<void> {
    if (!(await this.shelf.keepSet(fallback))) return;
    const set = await read();
    if (set === null) return;
    this.adaptations++;
    this.store.setState({
      set,
      savedAs,
      changed: savedAs === null,
      removed: null,
      history: {},
      adapting: false,
      adapted: null,
      query: BLANK,
      redrawn: null,
      answers: null,
      trouble: null,
    });
    void this.shelf.keepDesk();
    await this.networks.prepare();
  }

  /** Does something with the network in use; says so where it cannot be had. */
  private async tryNetwork(use: (checkpoint: Checkpoint) => Promise<void>): Promise<void> {
    let checkpoint: Checkpoint;
    try {
      checkpoint = await this.networks.load(networkInUse(this.state));
    } catch (error) {
      this.store.setState({ trouble: { kind: 'network', message: messageOf(error) } });
      return;
    }
    await use(checkpoint);
  }

  private showQuery(query: Drawing, isDone = true): void {
    this.store.setState({ query, redrawn: null });
    if (isDone) void this.shelf.keepDesk();
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
      if (!isBlank(now) && by?.symbols.length === answers.learnt.length) this.store.setState({ answers });
    } catch (error) {
      if (!isOvertaken(error)) this.store.setState({ trouble: { kind: 'adapt', message: messageOf(error) } });
    }
  }
}
