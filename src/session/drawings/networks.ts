import type { StoreApi } from 'zustand/vanilla';
import { type Checkpoint, decodeCheckpoint } from '../checkpoint.ts';
import { type DrawState, type NetworkChoice, networkInUse } from '../draw-state.ts';
import { isShipped, type ShippedSource } from '../shipped.ts';

/** The networks that can adapt to a person's drawings. */
export class Networks {
  private readonly store: StoreApi<DrawState>;
  private readonly shipped: ShippedSource;
  private readonly ofRun: () => Promise<Checkpoint>;
  private opened: Checkpoint | null = null;

  /** @param ofRun the run as it stands */
  constructor(store: StoreApi<DrawState>, shipped: ShippedSource, ofRun: () => Promise<Checkpoint>) {
    this.store = store;
    this.shipped = shipped;
    this.ofRun = ofRun;
  }

  /**
   * @throws Error where the network cannot be had: a shipped one that does not arrive, no run, no file
   */
  async load(choice: NetworkChoice): Promise<Checkpoint> {
    if (choice === 'run') return this.ofRun();
    if (choice === 'file') {
      if (this.opened === null) throw new Error('No checkpoint is open.');
      return this.opened;
    }
    const { checkpoint, measured } = await this.shipped(choice);
    this.store.setState((state) => ({ measured: { ...state.measured, [choice]: measured } }));
    return checkpoint;
  }

  /** Fetches the network in use, so that adapting need not wait for it; says nothing where that fails. */
  async prepare(): Promise<void> {
    const choice = networkInUse(this.store.getState());
    if (!isShipped(choice)) return;
    try {
      await this.load(choice);
    } catch {
      // Adapting tries again, and tells.
    }
  }

  /** Opens a person's own checkpoint and chooses it. */
  async open(file: File): Promise<void> {
    try {
      this.opened = decodeCheckpoint(new Uint8Array(await file.arrayBuffer()));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.store.setState({ trouble: { kind: 'checkpoint', file: file.name, message } });
      return;
    }
    const { settings, state } = this.opened;
    const { ways, evaluateSteps: steps } = settings;
    const opened = { name: file.name, iteration: state.iteration, ways, steps };
    this.store.setState({ file: opened, chosen: 'file', trouble: null });
  }
}
