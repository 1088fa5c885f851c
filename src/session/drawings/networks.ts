import type { StoreApi } from 'zustand/vanilla';
import type { RunSettings } from '#maml';
import { messageOf } from '#workers';
import type { Checkpoint, OpenedCheckpoint } from '../checkpoint.ts';
import { type DrawState, type NetworkChoice, networkInUse } from '../draw-state.ts';
import { isShipped, type ShippedSource, shippedNames } from '../shipped.ts';
import { type AskedWeights, openWeights, remarksOn } from '../travelled.ts';

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

  /** Does something with the network in use; says so where it cannot be had. */
  async use(action: (checkpoint: Checkpoint) => Promise<void>): Promise<void> {
    let checkpoint: Checkpoint;
    try {
      checkpoint = await this.load(networkInUse(this.store.getState()));
    } catch (error) {
      this.store.setState({ trouble: { kind: 'network', message: messageOf(error) } });
      return;
    }
    await action(checkpoint);
  }

  /** Fetches what is known of the shipped networks; what does not arrive stays unknown. */
  list(): void {
    for (const name of shippedNames) {
      this.shipped.facts(name).then(
        (facts) => this.store.setState(({ shipped }) => ({ shipped: { ...shipped, [name]: facts } })),
        () => this.store.setState(({ shipped }) => ({ shipped: { ...shipped, [name]: null } })),
      );
    }
  }

  /** Fetches the network in use, so that adapting need not wait for it; says nothing where that fails. */
  async prepare(): Promise<void> {
    const choice = networkInUse(this.store.getState());
    if (!isShipped(choice)) return;
    try {
      await this.shipped.network(choice);
    } catch {
      // Adapting tries again, and tells.
    }
  }

  /** Opens a person's own checkpoint and chooses it. */
  async open(file: File, given?: Partial<RunSettings>): Promise<void> {
    let found: OpenedCheckpoint | AskedWeights;
    try {
      found = await openWeights(file, given);
    } catch (error) {
      this.store.setState({ trouble: { kind: 'checkpoint', file: file.name, message: messageOf(error) } });
      return;
    }
    if ('kind' in found) {
      this.store.setState({ trouble: found });
      return;
    }
    this.opened = found.checkpoint;
    const { settings, state } = this.opened;
    const { ways, evaluateSteps: steps } = settings;
    const opened = { name: file.name, iteration: state.iteration, ways, steps };
    this.store.setState({ file: opened, chosen: 'file', trouble: remarksOn(file, found) });
  }

  /** @throws Error where it cannot be had: a shipped network that does not arrive, no run, no file */
  private async load(choice: NetworkChoice): Promise<Checkpoint> {
    if (choice === 'run') return this.ofRun();
    if (choice !== 'file') return this.shipped.network(choice);
    if (this.opened === null) throw new Error('No checkpoint is open.');
    return this.opened;
  }
}
