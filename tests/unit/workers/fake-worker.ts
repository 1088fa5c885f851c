import { expose } from 'comlink';
import { vi } from 'vitest';

/** What the script at an address does, once it runs: the object that calls go to. */
export type Script = (worker: FakeWorker) => object;

/** A browser's worker whose script is a function of the test's. */
export class FakeWorker extends EventTarget {
  readonly name: string;
  terminated = false;
  private readonly channel = new MessageChannel();

  constructor(script: Script | null, name: string) {
    super();
    this.name = name;
    this.channel.port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
    setTimeout(() => {
      if (script === null) this.fail('');
      else if (!this.terminated) {
        expose(script(this), this.channel.port2);
        this.say({ ready: true });
      }
    });
  }

  /** What the script posts. */
  say(data: unknown): void {
    this.channel.port2.postMessage(data);
  }

  /** An error that nothing in the script catches; an empty message: the script did not load. */
  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  }

  postMessage(data: unknown, transfer: Transferable[] = []): void {
    this.channel.port1.postMessage(data, transfer as never);
  }

  terminate(): void {
    this.terminated = true;
    this.channel.port1.close();
  }
}

/**
 * Puts fake workers in the place of the browser's until `vi.unstubAllGlobals`.
 *
 * @param load the script at an address; null: it does not load this time
 * @returns all workers started
 */
export function stubWorkers(load: (address: string, name: string) => Script | null): FakeWorker[] {
  const workers: FakeWorker[] = [];
  vi.stubGlobal('Worker', function (this: unknown, url: URL, { name = '' }: WorkerOptions) {
    const worker = new FakeWorker(load(String(url), name), name);
    workers.push(worker);
    return worker;
  });
  return workers;
}
