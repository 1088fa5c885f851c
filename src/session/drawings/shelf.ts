import type { StoreApi } from 'zustand/vanilla';
import type { DrawState } from '../draw-state.ts';
import { type DrawingSet, holdsDrawings } from './set.ts';
import type { Desk, DrawingStorage } from './storage.ts';

/** The first of "name", "name 2", "name 3", ... that is not taken. */
export function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let i = 2; taken.includes(free); i++) free = `${name} ${i}`;
  return free;
}

/** The desk and the saved sets, as the browser keeps them. Where it does not, that is said once. */
export class Shelf {
  private readonly store: StoreApi<DrawState>;
  private readonly storage: DrawingStorage;
  private deskToKeep: Desk | null = null;
  private keeping = false;
  private failed = false;

  constructor(store: StoreApi<DrawState>, storage: DrawingStorage) {
    this.store = store;
    this.storage = storage;
  }

  /** What an earlier visit left, and the names of the saved sets. */
  async restore(): Promise<Desk | null> {
    return this.attempt(async () => {
      this.store.setState({ saved: await this.storage.names() });
      return this.storage.loadDesk();
    }, null);
  }

  /** Keeps the desk as it is; of several changes in a row, the last. */
  async keepDesk(): Promise<void> {
    const { set, query } = this.store.getState();
    this.deskToKeep = { set, query };
    if (this.keeping) return;
    this.keeping = true;
    while (this.deskToKeep !== null) {
      const desk = this.deskToKeep;
      this.deskToKeep = null;
      await this.attempt(() => this.storage.saveDesk(desk), undefined);
    }
    this.keeping = false;
  }

  /** Saves the set under its name, or the next free one where another set has it; false where it failed. */
  async save(fallback: string): Promise<boolean> {
    const { set, saved, savedAs } = this.store.getState();
    const wanted = set.name ?? fallback;
    const name = wanted === savedAs ? wanted : freeName(wanted, saved);
    const named = { ...set, name };
    return this.attempt(async () => {
      await this.storage.save(name, named);
      const names = await this.storage.names();
      // Drawn on meanwhile, the set stays changed.
      const asBefore = this.store.getState().set === set;
      this.store.setState({ saved: names, savedAs: name, ...(asBefore && { set: named, changed: false }) });
      void this.keepDesk();
      return true;
    }, false);
  }

  /** Saves the set where it would otherwise be lost to another one; false where that failed. */
  async keepSet(fallback: string): Promise<boolean> {
    const { set, changed } = this.store.getState();
    return changed && holdsDrawings(set) ? this.save(fallback) : true;
  }

  load(name: string): Promise<DrawingSet | null> {
    return this.attempt(() => this.storage.load(name), null);
  }

  /** Removes a saved set and returns it, so that it can be put back. */
  async remove(name: string): Promise<DrawingSet | null> {
    return this.attempt(async () => {
      const set = await this.storage.load(name);
      await this.storage.remove(name);
      const { savedAs } = this.store.getState();
      const gone = savedAs === name && { savedAs: null, changed: true };
      this.store.setState({ saved: await this.storage.names(), ...gone });
      return set;
    }, null);
  }

  async putBack(name: string, set: DrawingSet): Promise<void> {
    await this.attempt(async () => {
      await this.storage.save(name, set);
      this.store.setState({ saved: await this.storage.names() });
    }, undefined);
  }

  private async attempt<Result>(action: () => Promise<Result>, otherwise: Result): Promise<Result> {
    try {
      return await action();
    } catch {
      if (!this.failed) this.store.setState({ trouble: { kind: 'storage' } });
      this.failed = true;
      return otherwise;
    }
  }
}
