import { startWorker } from './start-worker.ts';

let answer: Promise<boolean> | null = null;

/**
 * Whether a worker of this browser can use WebGL2, which it does on an OffscreenCanvas. Asked once; where nobody
 * answers, yes for now: a worker that cannot is the engine's to find out.
 */
export function workersHaveWebgl2(): Promise<boolean> {
  answer ??= ask().catch(() => {
    answer = null;
    return true;
  });
  return answer;
}

async function ask(): Promise<boolean> {
  const life = new AbortController();
  try {
    const worker = await startWorker(
      () => new Worker(new URL('./webgl2.worker.ts', import.meta.url), { type: 'module' }),
      life.signal,
    );
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<boolean>) => resolve(data));
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      worker.postMessage(null);
    });
  } finally {
    life.abort();
  }
}
