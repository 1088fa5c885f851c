import { type Remote, wrap } from 'comlink';
import type { Dataset } from '#data';
import type { RunSettings } from '#maml';
import { shareDataset } from '#workers';
import { checkOf } from './bench-check.ts';
import type { Contestant, ContestantName, Entry } from './bench-contestant.ts';
import { INVENTED_DATA, openData } from './data.ts';

interface Place {
  contestant: Remote<Contestant>;
  worker: Worker;
  /** Rejects when the worker fails. */
  failed: Promise<never>;
}

const start: Record<ContestantName, () => Worker> = {
  engine: () => new Worker(new URL('./bench-engine.worker.ts', import.meta.url), { type: 'module' }),
  stock: () => new Worker(new URL('./bench-stock.worker.ts', import.meta.url), { type: 'module' }),
  jax: () => new Worker(new URL('./bench-jax.worker.ts', import.meta.url), { type: 'module' }),
};

let data: Promise<Dataset> | null = null;
const places = new Map<number, Place>();
let next = 0;

/** The invented alphabets: as many drawings of each character as Omniglot has. */
function dataset(): Promise<Dataset> {
  data ??= openData(INVENTED_DATA, new AbortController().signal).then((loaded) =>
    shareDataset(loaded.dataset),
  );
  return data;
}

function place(id: number): Place {
  const found = places.get(id);
  if (found === undefined) throw new Error(`No contestant ${id} is open.`);
  return found;
}

function ask<Result>(id: number, task: (contestant: Remote<Contestant>) => Promise<Result>): Promise<Result> {
  const { contestant, failed } = place(id);
  return Promise.race([task(contestant), failed]);
}

/** What the benchmark calls in the page: each contestant is one worker, known by its number. */
export const bench = {
  prepare: async () => {
    await dataset();
  },
  check: async (settings: RunSettings) => checkOf(settings, await dataset()),
  /** Starts a worker and nothing else. */
  start(name: ContestantName): number {
    const worker = start[name]();
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', ({ message }) => reject(new Error(message || `${name} failed`)));
    });
    failed.catch(() => {});
    places.set(next, { worker, failed, contestant: wrap<Contestant>(worker) });
    return next++;
  },
  open: async (id: number, entry: Omit<Entry, 'data'>) => {
    const loaded = await dataset();
    return ask(id, (contestant) => contestant.open({ ...entry, data: loaded }));
  },
  iterate: (id: number, count: number) => ask(id, (contestant) => contestant.iterate(count)),
  memory: (id: number) => ask(id, (contestant) => contestant.memory()),
  dispatches: (id: number) => ask(id, (contestant) => contestant.dispatches()),
  /** Ends a contestant, whatever it is doing. */
  close(id: number): void {
    place(id).worker.terminate();
    places.delete(id);
  },
};
