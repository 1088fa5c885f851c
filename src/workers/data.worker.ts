import { expose, transfer } from 'comlink';
import { createDataService, type DataService, type LoadedSet } from './data.service.ts';
import { greet } from './start-worker.ts';

/** Hands the pixels over instead of copying them. */
function handOver<Answer>(answer: Answer, set: LoadedSet | null): Answer {
  return set === null ? answer : transfer(answer, [set.dataset.pixels.buffer as ArrayBuffer]);
}

const service = createDataService();

const exposed: DataService = {
  addFiles: service.addFiles,
  async loadArchive(onProgress) {
    const outcome = await service.loadArchive(onProgress);
    return handOver(outcome, 'set' in outcome ? outcome.set : null);
  },
  async loadInvented(seed, onProgress) {
    const outcome = await service.loadInvented(seed, onProgress);
    return handOver(outcome, 'set' in outcome ? outcome.set : null);
  },
  async loadCached() {
    const set = await service.loadCached();
    return handOver(set, set);
  },
  keep: service.keep,
};

expose(exposed);
greet();
