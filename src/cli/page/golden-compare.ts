import type { GoldenTensor } from './golden.ts';

/** What a float32 implementation may differ by, as the golden files' README suggests. */
export const TOLERANCE = { gradient: 1e-3, fastWeights: 1e-4, adam: 1e-2, loss: 1e-4, zero: 1e-5 };

export interface Difference {
  /** The worst tensor's relative L2 error; the largest absolute one for losses and accuracies. */
  error: number;
  pass: boolean;
}

/** What cannot be compared is no agreement. */
const INCOMPARABLE: Difference = { error: Number.POSITIVE_INFINITY, pass: false };

const areNumbers = (values: unknown, length: number) =>
  Array.isArray(values) && values.length === length && values.every(Number.isFinite);

/** Whether there is a finite number for each one found. */
const isTable = (found: number[][], expected: unknown): expected is number[][] =>
  Array.isArray(expected) &&
  expected.length === found.length &&
  found.every((row, i) => areNumbers(expected[i], row.length));

/** Whether there is a tensor of finite numbers for each one found, and no other. */
function areTensors(
  found: Record<string, ArrayLike<number>>,
  expected: unknown,
): expected is Record<string, GoldenTensor> {
  if (typeof expected !== 'object' || expected === null) return false;
  const tensors = expected as Record<string, Partial<GoldenTensor> | null>;
  const names = Object.keys(found);
  return (
    names.length === Object.keys(tensors).length &&
    names.every((name) => areNumbers(tensors[name]?.data, found[name].length))
  );
}

export type Compare = (quantity: string, difference: Difference) => void;

/** Batch norm makes these gradients zero: they have no relative error. */
const isZeroByStructure = (name: string) => /^conv\d+\/bias$/.test(name);

/**
 * Relative L2 error per tensor, the worst one counts.
 *
 * @param from where given, displacements from these values are compared, and structural zeros left out
 */
export function compareTensors(
  found: Record<string, ArrayLike<number>>,
  expected: unknown,
  tolerance: number,
  from?: Record<string, GoldenTensor>,
): Difference {
  if (!areTensors(found, expected)) return INCOMPARABLE;
  let error = 0;
  let zerosHold = true;
  for (const [name, { data }] of Object.entries(expected)) {
    const values = found[name];
    const differences = data.map((value, i) => values[i] - value);
    if (isZeroByStructure(name)) {
      if (!from && differences.some((difference) => !(Math.abs(difference) < TOLERANCE.zero)))
        zerosHold = false;
      continue;
    }
    const reference = from ? data.map((value, i) => value - from[name].data[i]) : data;
    error = Math.max(error, norm(differences) / norm(reference));
  }
  return { error, pass: error <= tolerance && zerosHold };
}

/** Largest absolute difference of losses. */
export function compareLosses(found: number[][], expected: unknown): Difference {
  if (!isTable(found, expected)) return INCOMPARABLE;
  const error = largestDifference(found, expected);
  return { error, pass: error <= TOLERANCE.loss };
}

/** Accuracies are counts of right answers: they must be equal up to the twelve digits of the files. */
export function equal(found: number[][], expected: unknown): Difference {
  if (!isTable(found, expected)) return INCOMPARABLE;
  const error = largestDifference(found, expected);
  return { error, pass: error < 1e-6 };
}

/** Largest relative difference of gradient norms. */
export function compareNorms(found: number[], expected: unknown): Difference {
  if (!isTable([found], [expected])) return INCOMPARABLE;
  const norms = expected as number[];
  const error = Math.max(...norms.map((value, i) => Math.abs(found[i] - value) / value));
  return { error, pass: error <= TOLERANCE.gradient };
}

const norm = (values: number[]) => Math.hypot(...values);

// NaN must fail: Math.max keeps it, and no comparison with it holds.
function largestDifference(found: number[][], expected: number[][]): number {
  return Math.max(...expected.flatMap((row, i) => row.map((value, j) => Math.abs(found[i][j] - value))));
}
