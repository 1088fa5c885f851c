import { createStore, del, get, keys, set as put } from 'idb-keyval';
import type { Drawing } from '#data';
import type { DrawingSet } from './set.ts';

/** What a person is drawing, as it is kept from one visit to the next. */
export interface Desk {
  set: DrawingSet;
  query: Drawing;
}

/** Where drawings are kept. Each function rejects where the browser keeps nothing. */
export interface DrawingStorage {
  loadDesk(): Promise<Desk | null>;
  saveDesk(desk: Desk): Promise<void>;
  /** Names of the saved sets, in alphabetical order. */
  names(): Promise<string[]>;
  load(name: string): Promise<DrawingSet | null>;
  /** Saves under a name; another set of that name is replaced. */
  save(name: string, set: DrawingSet): Promise<void>;
  remove(name: string): Promise<void>;
}

const DESK = 'desk';

/** IndexedDB. Databases of their own: idb-keyval has one store in each. */
export function browserStorage(): DrawingStorage {
  const desk = () => createStore('maml-playground-desk', 'desk');
  const sets = () => createStore('maml-playground-drawings', 'sets');
  return {
    loadDesk: async () => (await get<Desk>(DESK, desk())) ?? null,
    saveDesk: (value) => put(DESK, value, desk()),
    names: async () => (await keys<string>(sets())).sort((a, b) => a.localeCompare(b)),
    load: async (name) => (await get<DrawingSet>(name, sets())) ?? null,
    save: (name, set) => put(name, set, sets()),
    remove: (name) => del(name, sets()),
  };
}
