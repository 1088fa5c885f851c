import { expose } from 'comlink';
import { createTrainingRun } from './create-training-run.ts';

/**
 * The training worker. Calls come in through Comlink; events go out as `{ event }` on the same port, so
 * that they keep their order with the calls' answers and nobody waits for an acknowledgement.
 */
expose(createTrainingRun('worker', (event) => self.postMessage({ event })));
