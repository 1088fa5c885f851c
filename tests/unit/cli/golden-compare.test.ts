import { expect, test } from 'vitest';
import { compareLosses, compareNorms, compareTensors, equal } from '../../../src/cli/page/golden-compare.ts';

const found = { 'conv1/kernel': [1, 2], 'linear/bias': [3] };
const tensor = (...data: unknown[]) => ({ shape: [data.length], data });
const right = { 'conv1/kernel': tensor(1, 2), 'linear/bias': tensor(3) };

test('what agrees passes, what differs fails', () => {
  expect(compareTensors(found, right, 1e-3)).toEqual({ error: 0, pass: true });
  expect(compareTensors({ ...found, 'linear/bias': [4] }, right, 1e-3).pass).toBe(false);
  expect(compareLosses([[1, 2]], [[1, 2]]).pass).toBe(true);
  expect(equal([[0.5]], [[0.25]]).pass).toBe(false);
  expect(compareNorms([2], [2]).pass).toBe(true);
});

test.each([
  ['missing', undefined],
  ['null', null],
  ['empty', {}],
  ['one tensor short', { 'conv1/kernel': tensor(1, 2) }],
  ['one tensor more', { ...right, 'linear/kernel': tensor(1) }],
  ['an empty tensor', { ...right, 'linear/bias': tensor() }],
  ['a tensor of null', { ...right, 'linear/bias': tensor(null) }],
  ['a tensor that is null', { ...right, 'linear/bias': null }],
])('an expected gradient that is %s fails', (_, expected) => {
  expect(compareTensors(found, expected, 1e-3).pass).toBe(false);
});

test.each([[undefined], [null], [[]], [[[]]], [[[null]]], [[[0, 0]]]])(
  'expected figures %j fail',
  (expected) => {
    // A figure of 0 would agree with null, which counts as 0.
    expect(compareLosses([[0]], expected).pass).toBe(false);
    expect(equal([[0]], expected).pass).toBe(false);
    expect(compareNorms([0], expected?.[0]).pass).toBe(false);
  },
);
