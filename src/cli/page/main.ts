import { answer } from './answer.ts';
import { bench } from './bench.ts';
import { checkGolden, useBackend } from './engine.ts';
import { type EvaluateRequest, evaluate } from './evaluate.ts';
import { type TrainRequest, train } from './train.ts';

const stopping = new AbortController();

/** What the Node side calls in the page. */
const harness = {
  useBackend,
  checkGolden,
  train: (request: TrainRequest) => answer(train(request, stopping.signal)),
  evaluate: (request: EvaluateRequest) => answer(evaluate(request)),
  /** Ends a training after the meta-iteration under way. */
  stop: () => stopping.abort(),
  bench,
};

declare global {
  interface Window {
    harness: typeof harness;
    /** Hands events to the Node side, in order. */
    sendEvents(events: object[]): Promise<void>;
    /** Has the Node side save what was posted under these names; settles when it has done so, or said why not. */
    saveFiles(names: string[]): Promise<void>;
  }
}

window.harness = harness;
