let answer: Promise<boolean> | null = null;

/** Whether a worker of this browser can use WebGL2, which it does on an OffscreenCanvas. Asked once. */
export function workersHaveWebgl2(): Promise<boolean> {
  answer ??= new Promise((resolve) => {
    const worker = new Worker(new URL('./webgl2.worker.ts', import.meta.url), { type: 'module' });
    const settle = (can: boolean) => {
      worker.terminate();
      resolve(can);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<boolean>) => settle(data));
    worker.addEventListener('error', () => settle(false));
  });
  return answer;
}
