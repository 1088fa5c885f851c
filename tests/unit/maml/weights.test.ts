import { expect, test } from 'vitest';
import { firstFilters, headFor, movementOf, type NamedArray, networks, randomStart } from '#maml';

const array = (name: string, shape: number[], data: number[]): NamedArray => ({
  name,
  shape,
  data: Float32Array.from(data),
});

const learnt = [
  array('conv1/kernel', [3, 3, 1, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9]),
  array('linear/kernel', [2, 3], [1, 2, 6, 10, 20, 60]),
  array('linear/bias', [3], [0, 3, 6]),
];

test('a head for fewer classes takes the first columns', () => {
  const [conv, kernel, bias] = headFor(learnt, 2);
  expect(conv).toBe(learnt[0]);
  expect(kernel).toEqual(array('linear/kernel', [2, 2], [1, 2, 10, 20]));
  expect(bias).toEqual(array('linear/bias', [2], [0, 3]));
});

test('a head for more classes starts them from the mean of the learnt columns', () => {
  const [, kernel, bias] = headFor(learnt, 5);
  expect(kernel).toEqual(array('linear/kernel', [2, 5], [1, 2, 6, 3, 3, 10, 20, 60, 30, 30]));
  expect(bias).toEqual(array('linear/bias', [5], [0, 3, 6, 3, 3]));
});

test('a head for as many classes is the learnt one, and nothing learnt is changed', () => {
  const before = structuredClone(learnt);
  headFor(learnt, 2);
  headFor(learnt, 7);
  expect(learnt).toEqual(before);
  headFor(learnt, 3).forEach((same, i) => {
    expect(same).toBe(learnt[i]);
  });
});

test('heads fit the networks of that many classes', () => {
  for (const network of Object.values(networks)) {
    const weights = randomStart(network.parameters({ filters: 8, ways: 5 }), { seed: 1, innerLr: 0.1 });
    for (const ways of [2, 5, 20]) {
      const shapes = headFor(weights, ways).map(({ name, shape }) => ({ name, shape }));
      const expected = network.parameters({ filters: 8, ways }).flat();
      expect(shapes).toEqual(expected.map(({ name, shape }) => ({ name, shape })));
    }
  }
});

test('movement is the length of each change beside that of the layer at first, batch norm with its layer', () => {
  const at = (kernel: number[], gamma: number[], bias: number[]) => [
    array('conv1/kernel', [2], kernel),
    array('bn1/gamma', [1], gamma),
    array('linear/bias', [2], bias),
  ];
  const path = [at([3, 0], [4], [0, 2]), at([3, 3], [8], [0, 2]), at([3, 3], [8], [3, 6])];
  expect(movementOf(path)).toEqual([
    { layer: 'conv1', perStep: [1, 0] },
    { layer: 'linear', perStep: [0, 2.5] },
  ]);
  expect(movementOf(path.slice(0, 1)).map(({ perStep }) => perStep)).toEqual([[], []]);
});

test('first filters come one after the other, row by row', () => {
  const data = Array.from({ length: 18 }, (_, i) => (i % 2 === 0 ? i / 2 : 100 + (i - 1) / 2));
  const filters = firstFilters([array('conv1/kernel', [3, 3, 1, 2], data)]);
  expect([...filters]).toEqual([...Array(9).keys(), ...Array.from({ length: 9 }, (_, i) => 100 + i)]);
  expect(() => firstFilters([])).toThrow('no first convolution');
});
