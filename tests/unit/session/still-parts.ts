import type { SessionDependencies } from '#session';

/** Parts of a session that a test has no use for: nothing is shipped, drawn or remembered. */
export function stillParts(): Pick<
  SessionDependencies,
  'studio' | 'shipped' | 'drawings' | 'progress' | 'versions'
> {
  const unwanted = async (): Promise<never> => {
    throw new Error('Nobody asked for this.');
  };
  return {
    studio: { film: unwanted, adapt: unwanted, answer: unwanted },
    shipped: { facts: unwanted, network: unwanted },
    drawings: {
      loadDesk: async () => null,
      saveDesk: async () => {},
      names: async () => [],
      load: async () => null,
      save: async () => {},
      remove: async () => {},
    },
    progress: { read: () => ({ step: 0, done: [] }), write: () => {} },
    versions: async () => ({}),
  };
}
