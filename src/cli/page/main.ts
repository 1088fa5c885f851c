import { checkGolden, useBackend } from './engine.ts';

/** What the Node side calls in the page. */
const harness = { useBackend, checkGolden };

declare global {
  interface Window {
    harness: typeof harness;
    /** Hands events to the Node side, in order. */
    sendEvents(events: object[]): Promise<void>;
  }
}

window.harness = harness;
