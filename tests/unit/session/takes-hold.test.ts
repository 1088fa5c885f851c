import { expect, test } from 'vitest';
import { presets, takesHold } from '#session';

const { quick } = presets;

test('another algorithm keeps the network unless it learns other arrays', () => {
  expect(takesHold(quick, { ...quick, algorithm: 'fomaml' })).toBe('next-iteration');
  expect(takesHold({ ...quick, algorithm: 'anil' }, { ...quick, algorithm: 'reptile' })).toBe(
    'next-iteration',
  );
  expect(takesHold(quick, { ...quick, algorithm: 'meta-sgd' })).toBe('new-network');
  expect(takesHold({ ...quick, algorithm: 'meta-sgd' }, quick)).toBe('new-network');
});

test('where rates are learnt, alpha is what they begin with: another one is another run', () => {
  const metaSgd = { ...quick, algorithm: 'meta-sgd' } as const;
  expect(takesHold(quick, { ...quick, innerLr: 0.2 })).toBe('next-iteration');
  expect(takesHold(metaSgd, { ...metaSgd, innerLr: 0.2 })).toBe('new-network');
  expect(takesHold(metaSgd, metaSgd)).toBeNull();
});
