import { createRandom } from '#data';
import { DrawControl, type DrawPart, presets } from '#session';
import { browserStorage } from '../../../src/session/drawings/storage.ts';
import { shippedFrom } from '../../../src/session/shipped.ts';
import { stillParts } from '../../unit/session/still-parts.ts';

/** The longest names that a person may give. */
const SET_NAME = 'Letters of an alphabet that nobody has ever written down yet';
const SYMBOL_NAME = 'the one with a hook';

/**
 * A drawing view over networks that never were: what they answer is made up, all else is real.
 * @param drawn whether there are symbols, with long names, adapted to and asked about
 * @param kept whether the browser keeps the drawings
 * @param shipped whether what is told of the shipped networks is what their files say
 */
export function createDrawFixture(drawn: boolean, kept: boolean, shipped: boolean): DrawPart {
  let ways = 0;
  const storage = kept ? browserStorage() : stillParts().drawings;
  const files = shippedFrom(new URL('/', window.location.href).href);
  const control = new DrawControl({
    studio: {
      adapt: async (_start, task) => {
        ways = task.ways;
        return {
          supportLoss: [1.93, 0.92, 0.37, 0.15, 0.08, 0.05],
          supportAccuracy: [0.2, 0.8, 1, 1, 1, 1],
        };
      },
      answer: async () => {
        const random = createRandom(1);
        const spread = (sure: number) => {
          const shares = Array.from({ length: ways }, () => random.next());
          shares[1] += sure;
          const sum = shares.reduce((total, share) => total + share, 0);
          return Float32Array.from(shares, (share) => share / sum);
        };
        return { learnt: spread(40), random: spread(0), nearest: 1 };
      },
    },
    shipped: {
      facts: async (name) => {
        if (shipped) return files.facts(name);
        const ways = name === 'omniglot-5-way-1-shot' ? 5 : 20;
        return {
          ways,
          steps: 5,
          measured: {
            tasks: 1000,
            queryAccuracy: [1 / ways, 0.91, 0.95, 0.96, 0.96, 0.96],
            ci95: [0.004, 0.004, 0.003, 0.003, 0.003, 0.003],
            drawn: {
              tasks: 500,
              learnt: 0.94,
              random: 0.4,
              nearest: 0.7,
              ci95: { learnt: 0.01, random: 0.02, nearest: 0.02 },
            },
          },
        };
      },
      network: async () => ({ settings: presets.watch, state: { iteration: 4000, parameters: [] } }),
    },
    storage: drawn ? { ...storage, names: async () => [SET_NAME, 'Runes'] } : storage,
    training: {
      snapshot: async () => {
        throw new Error('This page has no run.');
      },
      openCheckpoint: () => {},
      hasLearnt: () => true,
      addClasses: async () => null,
      removeClasses: () => {},
    },
    seed: () => 1,
  });
  if (drawn) {
    control.nameSet(SET_NAME);
    control.nameSymbol(control.store.getState().set.symbols[1].id, SYMBOL_NAME);
    control.showExample();
  }
  return control;
}
