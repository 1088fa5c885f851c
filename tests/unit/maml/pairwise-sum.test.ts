import { expect, test } from 'vitest';
import { meanOfSums } from '../../../src/maml/gradient-sums.ts';
import { PairwiseSum, type PartialSum } from '../../../src/maml/pairwise-sum.ts';

const spelt = () => new PairwiseSum<string>((left, right) => `(${left}${right})`);

/** The sum of `count` terms of which each share has summed its own. */
function sumOf(count: number, firsts: number[]): { total: string; handedOn: number } {
  const whole = spelt();
  let handedOn = 0;
  firsts.forEach((first, i) => {
    const share = spelt();
    for (let index = first; index < (firsts[i + 1] ?? count); index++) {
      share.take({ level: 0, index, term: String.fromCharCode(97 + index) });
    }
    handedOn += share.parts().length;
    for (const part of share.parts()) whole.take(part);
  });
  return { total: whole.total(), handedOn };
}

test('terms are added in pairs, and pairs in pairs; what is left over from the last on', () => {
  expect(sumOf(1, [0]).total).toBe('a');
  expect(sumOf(4, [0]).total).toBe('((ab)(cd))');
  expect(sumOf(7, [0]).total).toBe('(((ab)(cd))((ef)g))');
});

test('the order is the same wherever the terms are cut into shares', () => {
  for (let count = 1; count <= 12; count++) {
    const { total } = sumOf(count, [0]);
    for (let a = 1; a < count; a++) {
      expect(sumOf(count, [0, a]).total).toBe(total);
      for (let b = a + 1; b < count; b++) expect(sumOf(count, [0, a, b]).total).toBe(total);
    }
  }
});

test('shares that are halves hand on one sum each', () => {
  expect(sumOf(16, [0, 8]).handedOn).toBe(2);
  expect(sumOf(16, [0, 4, 8, 12]).handedOn).toBe(4);
});

test('a mean has the same bits from any shares, where sums from left to right have not', () => {
  const terms = Array.from({ length: 6 }, (_, i) => Math.fround(1 / (3 + i)));
  const leaf = (index: number): PartialSum<Float32Array> => ({
    level: 0,
    index,
    term: Float32Array.of(terms[index]),
  });
  const add = (left: Float32Array, right: Float32Array) => Float32Array.of(left[0] + right[0]);
  const meanFrom = (firsts: number[]) => {
    const sums = firsts.flatMap((first, i) => {
      const share = new PairwiseSum<Float32Array>(add);
      for (let index = first; index < (firsts[i + 1] ?? 6); index++) share.take(leaf(index));
      return [...share.parts()];
    });
    return meanOfSums(sums, 6)[0];
  };
  const [one, two, three] = [meanFrom([0]), meanFrom([0, 3]), meanFrom([0, 2, 4])];
  expect([two, three]).toEqual([one, one]);
  expect(one).toBeCloseTo(terms.reduce((a, b) => a + b) / 6, 6);
});
