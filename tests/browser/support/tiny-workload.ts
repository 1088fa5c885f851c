/** The benchmark's options for a workload of the least size. */
export const TINY = [
  ...['--workload', 'quick', '--filters', '8', '--ways', '2', '--queries', '1', '--steps', '1'],
  ...['--meta-batch', '1', '--iterations', '2'],
];
