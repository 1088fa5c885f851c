import { createRandom } from '#data';
import { DrawControl, type DrawPart } from '#session';

/** A drawing view over networks that never were: what they answer is made up, all else is real. */
export function createDrawFixture(): DrawPart {
  return new DrawControl({
    studio: {
      adapt: async () => ({
        supportLoss: [1.93, 0.92, 0.37, 0.15, 0.08, 0.05],
        supportAccuracy: [0.2, 0.8, 1, 1, 1, 1],
      }),
      answer: async () => {
        const random = createRandom(1);
        const spread = (sure: number) => {
          const shares = Array.from({ length: 5 }, () => random.next());
          shares[2] += sure;
          const sum = shares.reduce((total, share) => total + share, 0);
          return Float32Array.from(shares, (share) => share / sum);
        };
        return { learnt: spread(40), random: spread(0), nearest: 2 };
      },
    },
    shipped: async () => {
      throw new Error('This page has no networks.');
    },
    storage: {
      loadDesk: async () => null,
      saveDesk: async () => {},
      names: async () => [],
      load: async () => null,
      save: async () => {},
      remove: async () => {},
    },
    training: {
      snapshot: async () => {
        throw new Error('This page has no run.');
      },
      openCheckpoint: () => {},
      drawingsNeeded: () => 6,
      addClasses: async () => null,
      removeClasses: () => {},
    },
    seed: () => 1,
  });
}
