/** The benchmark's options for a workload of the least size. */
export const TINY = ['--workload', 'quick', '--filters', '8', '--meta-batch', '1', '--iterations', '2'];
