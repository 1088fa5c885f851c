import type { Page } from '@playwright/test';

/** What counts as holding up the page, in ms: W3C's Long Tasks. */
const LONG = 50;

/** A task of the page's main thread, in ms. */
export interface LongTask {
  /** From its begin to its end. */
  wall: number;
  /** Of the processor; less than `wall` where other programs wanted it too. */
  processor: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** A picture's time at 60 a second, in ms: shorter tasks are not worth telling of. */
const FRAME = 16;

/**
 * The main-thread tasks over 16 ms while `action` runs, from the browser's own trace: it alone tells a
 * task's processor time, so that a busy machine does not make a short task look long.
 */
export async function longTasksDuring(page: Page, action: () => Promise<void>): Promise<LongTask[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('This page has no browser to trace.');
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', 'toplevel'] });
  await action();
  const trace = await browser.stopTracing();
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(trace.toString());
  const thread = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(thread),
  );
  const tasks = traceEvents.filter((event) => event.name === 'RunTask' && mainThreads.has(thread(event)));
  if (tasks.length === 0) throw new Error('The trace holds no tasks of the main thread.');
  return tasks
    .map(({ dur = 0, tdur = 0 }) => ({ wall: Math.round(dur / 1000), processor: Math.round(tdur / 1000) }))
    .filter(({ wall }) => wall > FRAME);
}

/** Those over 50 ms that the page itself is to blame for. */
export function blameable(tasks: readonly LongTask[]): LongTask[] {
  return tasks.filter(({ processor }) => processor > LONG);
}

/** Those that kept the processor longer than a picture's time, the longest first. */
export function describeTasks(tasks: readonly LongTask[]): string {
  const told = tasks
    .filter(({ processor }) => processor > FRAME)
    .sort((a, b) => b.processor - a.processor)
    .map(({ wall, processor }) => `${processor} ms (${wall} on the clock)`);
  return told.join(', ') || 'none';
}
