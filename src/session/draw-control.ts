import { createStore, type StoreApi } from 'zustand/vanilla';
import { BLANK, type Drawing, isBlank } from '#data';
import type { RunSettings } from '#maml';
import type { StudioService } from '#workers';
import { type DrawPart, type DrawState, exampleShown, type NetworkChoice } from './draw-state.ts';
import { Adapting } from './drawings/adapting.ts';
import { Examples } from './drawings/examples.ts';
import { encodeSet } from './drawings/file.ts';
import { Joining, type TrainingSide } from './drawings/joining.ts';
import { Networks } from './drawings/networks.ts';
import {
  type DrawingSet,
  drawingOf,
  emptySet,
  FEWEST_SYMBOLS,
  MOST_SHOTS,
  MOST_SYMBOLS,
  type OwnSymbol,
  prepareSet,
  withDrawing,
  withoutSymbol,
  withSymbol,
  withSymbolName,
} from './drawings/set.ts';
import { Shelf } from './drawings/shelf.ts';
import type { DrawingStorage } from './drawings/storage.ts';
import { keepPad, padName, undoPad } from './drawings/undo.ts';
import { decodeZip, encodeZip } from './drawings/zip.ts';
import type { ShippedSource } from './shipped.ts';

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
    example: null,
    savedAs: null,
    changed: false,
    saved: [],
    removed: null,
    history: {},
    chosen: null,
    shipped: {},
    file: null,
    adapting: false,
    adapted: null,
    query: BLANK,
    redrawn: null,
    answers: null,
    trouble: null,
    offer: null,
    training: null,
  };
}

/** A person's own symbols: drawn, adapted to, asked about, kept. */
export class DrawControl implements DrawPart {
  readonly store: StoreApi<DrawState> = createStore<DrawState>(initialState);
  private readonly shelf: Shelf;
  private readonly networks: Networks;
  private readonly adapting: Adapting;
  private readonly joining: Joining;
  private readonly examples: Examples;
  private entered = false;
  /** The highest id given to a symbol: one that was removed may come back beside those added since. */
  private lastId = 0;
  private bringBack: () => void = () => {};

  constructor(dependencies: DrawDependencies) {
    const { studio, shipped, storage, training, seed } = dependencies;
    this.shelf = new Shelf(this.store, storage);
    this.networks = new Networks(this.store, shipped, training.snapshot);
    this.adapting = new Adapting(this.store, {
      studio,
      networks: this.networks,
      keepDesk: () => void this.shelf.keepDesk(),
      seed,
    });
    this.joining = new Joining(this.store, training, this.networks, seed);
    this.examples = new Examples(this.store, {
      draw: (id, shot, drawing) => this.draw(id, shot, drawing),
      replace: (fallback, set) => this.replace(fallback, async () => set, null),
      seed,
    });
  }

  enter(): void {
    if (this.entered) return;
    this.entered = true;
    this.networks.list();
    void this.restore();
  }

  addSymbol(): void {
    this.lastId = 1 + Math.max(this.lastId, ...this.state.set.symbols.map(({ id }) => id));
    this.change((set) => withSymbol(set, this.lastId));
    void this.networks.prepare();
  }

  removeSymbol(id: number): void {
    const { symbols } = this.state.set;
    const at = symbols.findIndex((symbol) => symbol.id === id);
    if (at === -1 || symbols.length <= FEWEST_SYMBOLS) return;
    const symbol = symbols[at];
    this.lastId = Math.max(this.lastId, id);
    this.change((set) => withoutSymbol(set, id));
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
    const symbol = this.symbol(id);
    if (symbol === undefined || drawing === drawingOf(symbol, shot)) return;
    keepPad(this.store, padName(id, shot), drawingOf(symbol, shot));
    this.change((set) => withDrawing(set, id, shot, drawing));
  }

  undo(id: number, shot: number): void {
    const symbol = this.symbol(id);
    if (symbol === undefined) return;
    const before = undoPad(this.store, padName(id, shot), drawingOf(symbol, shot));
    this.change((set) => withDrawing(set, id, shot, before));
  }

  drawSamples(): void {
    void this.examples.fillPads();
  }

  showExample(): void {
    void this.examples.showUnlike().then(() => this.adaptAndAsk());
  }

  showLookAlikes(fallback: string): void {
    void this.examples.showLookAlikes(fallback).then((isShown) => {
      if (isShown) void this.adaptAndAsk();
    });
  }

  choose(network: NetworkChoice): void {
    this.store.setState({ chosen: network });
    void this.networks.prepare();
  }

  openCheckpointFile(file: File, given?: Partial<RunSettings>): void {
    void this.networks.open(file, given);
  }

  adapt(): void {
    void this.adapting.adapt();
  }

  cancelAdapt(): void {
    this.adapting.cancel();
  }

  drawQuery(drawing: Drawing, isDone: boolean): void {
    this.adapting.drawQuery(drawing, isDone);
  }

  undoQuery(): void {
    this.adapting.undoQuery();
  }

  clearQuery(): void {
    this.adapting.clearQuery();
  }

  sampleQuery(): void {
    this.adapting.sampleQuery();
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

  loadIntoRun(): void {
    this.joining.offerNetwork();
  }

  offerTraining(): void {
    this.joining.offerClasses();
  }

  leaveTraining(): void {
    this.joining.offerLeaving();
  }

  acceptOffer(fallback: string): void {
    const { offer } = this.state;
    if (offer === 'classes') void this.joining.joinClasses(fallback);
    else if (offer === 'network') void this.joining.openNetwork();
    else if (offer === 'leave') this.joining.leave();
  }

  dismissOffer(): void {
    this.store.setState({ offer: null });
  }

  dismissTrouble(): void {
    this.store.setState({ trouble: null });
  }

  private get state(): DrawState {
    return this.store.getState();
  }

  private symbol(id: number): OwnSymbol | undefined {
    return this.state.set.symbols.find((symbol) => symbol.id === id);
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
      const { saved } = this.state;
      const savedAs = saved.find((name) => name === desk.set.name) ?? null;
      const kept = savedAs === null ? null : await this.shelf.load(savedAs);
      const changed = kept === null || encodeSet(kept) !== encodeSet(desk.set);
      await prepareSet(desk.set);
      if (!this.state.changed) this.store.setState({ ...desk, savedAs, changed });
    }
    this.store.setState({ restored: true });
    await this.networks.prepare();
  }

  private async adaptAndAsk(): Promise<void> {
    await this.adapting.adapt();
    this.sampleQuery();
  }

  /** Another set on the desk, once the one that is there has been kept, unless it is an example; false: it stays. */
  private async replace(
    fallback: string,
    read: () => Promise<DrawingSet | null>,
    savedAs: string | null,
  ): Promise<boolean> {
    const isExample = exampleShown(this.state) !== null;
    if (!isExample && !(await this.shelf.keepSet(fallback))) return false;
    const set = await read();
    if (set === null) return false;
    await prepareSet(set);
    this.adapting.cancel();
    this.examples.stop();
    this.store.setState({
      set,
      savedAs,
      changed: savedAs === null,
      removed: null,
      history: {},
      query: BLANK,
      redrawn: null,
      trouble: null,
      offer: null,
    });
    void this.shelf.keepDesk();
    await this.networks.prepare();
    return true;
  }
}
