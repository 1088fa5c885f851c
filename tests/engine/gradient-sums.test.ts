import { expect, test } from 'vitest';
import { GradientSums, meanOfSums } from '../../src/maml/gradient-sums.ts';
import { normal, onEveryBackend } from './support.ts';

const TERMS = 7;

onEveryBackend((device) => {
  test('the mean of gradients that came one after the other is the one of all, and takes no more room again', async () => {
    const gradients = Array.from({ length: TERMS }, (_, i) => Float32Array.from(normal([10], i).data));
    const expected = meanOfSums(
      gradients.map((gradient, index) => ({ level: 0, index, term: gradient.slice() })),
      TERMS,
    );
    const gradient = device().variable(10);
    const sums = new GradientSums(device(), gradient);
    const held: unknown[] = [];
    for (let round = 0; round < 3; round++) {
      sums.begin();
      gradients.forEach((values, index) => {
        device().write(gradient, values);
        sums.take(index);
      });
      sums.mean(TERMS);
      const mean = await device().read(gradient);
      if (device().report.backend !== 'webgl') expect(mean).toEqual(expected);
      mean.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i], 6);
      });
      held.push(device().memory());
    }
    expect(held[2]).toEqual(held[1]);
    sums.dispose();
    device().free(gradient);
  });
});
