import { messageOf } from './message-of.ts';

/** A worker that does not start, however often it was tried: its script does not come, or fails at once. */
export class WorkerUnavailable extends Error {
  override name = 'WorkerUnavailable';
}

/** Milliseconds between one try and the next: a server that stumbles is back soon. Later on, who needs the worker asks again. */
const WAITS = [300, 1000, 3000];

/** What a worker's script says first of all: from then on it answers. */
interface Greeting {
  ready: true;
}

/** Tells whoever started this worker that its script runs. */
export function greet(): void {
  self.postMessage({ ready: true } satisfies Greeting);
}

const isGreeting = (data: unknown): data is Greeting =>
  typeof data === 'object' && data !== null && 'ready' in data;

/**
 * Starts a worker whose script greets, with further tries where it does not come.
 *
 * @param make starts one try
 * @param life the worker ends when it is aborted
 * @throws WorkerUnavailable after the last try; the signal's reason once it is aborted
 */
export async function startWorker(
  make: () => Worker,
  life: AbortSignal,
  waits: readonly number[] = WAITS,
): Promise<Worker> {
  for (let tried = 0; ; tried++) {
    try {
      return await greeted(make(), life);
    } catch (error) {
      life.throwIfAborted();
      if (tried === waits.length) throw new WorkerUnavailable(messageOf(error));
    }
    await wait(waits[tried], life);
  }
}

/** The worker once it has greeted. */
function greeted(worker: Worker, life: AbortSignal): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const greeting = new AbortController();
    const { signal } = greeting;
    const giveUp = (reason: unknown) => {
      greeting.abort();
      life.removeEventListener('abort', end);
      worker.terminate();
      reject(reason);
    };
    const end = () => giveUp(life.reason);
    life.addEventListener('abort', end);
    if (life.aborted) end();
    worker.addEventListener(
      'message',
      ({ data }) => {
        if (!isGreeting(data)) return;
        greeting.abort();
        resolve(worker);
      },
      { signal },
    );
    worker.addEventListener(
      'error',
      (event) => {
        // Told by the rejection; a worker's worker would also tell the page of it.
        event.preventDefault();
        giveUp(new Error(event.message || 'The script of a worker does not load.'));
      },
      { signal },
    );
  });
}

function wait(milliseconds: number, life: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    life.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(life.reason);
    });
  });
}
