import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { networkNames } from '#facts';
import type { NetworkName } from '#maml';
import { MissingSettingsError, openCheckpoint, withOptimizer } from '#session';
import { decodeSafetensors, encodeSafetensors, type Tensor } from '../../../src/session/safetensors.ts';
import { toTorch } from '../../../src/session/torch-layout.ts';
import { blankParameters } from '../parameters.ts';

// Weights that have been through other programs, as people have them.

const shipped = decodeSafetensors(
  readFileSync(new URL('../../../public/checkpoints/omniglot-5-way-1-shot.safetensors', import.meta.url)),
);
const whole = openCheckpoint(encodeSafetensors(shipped)).checkpoint;
const adapting = { steps: 5, 'inner-lr': 0.4, ink: 'high' };

const withTensors = (more: [string, Tensor][], metadata = shipped.metadata) =>
  encodeSafetensors({ tensors: new Map([...shipped.tensors, ...more]), metadata });
const withSettings = (change: Record<string, unknown>) => {
  const run = { ...JSON.parse(shipped.metadata.run), ...change };
  return encodeSafetensors({ ...shipped, metadata: { run: JSON.stringify(run) } });
};

test('tensors that nobody needs are left out and named', () => {
  const ones: Tensor = { shape: [32], data: new Float32Array(32).fill(1) };
  const { checkpoint, remarks } = openCheckpoint(
    withTensors([
      ['blocks.0.norm.running_mean', ones],
      ['blocks.0.norm.running_var', ones],
    ]),
  );
  expect(checkpoint).toEqual(whole);
  expect(remarks.tensors).toEqual(['blocks.0.norm.running_mean', 'blocks.0.norm.running_var']);
  expect(openCheckpoint(encodeSafetensors(shipped)).remarks.tensors).toEqual([]);
});

describe('without metadata', () => {
  const bare = withTensors([], {});

  test('the shapes tell network, filters and ways; what they cannot tell must be given', () => {
    const open = () => openCheckpoint(bare);
    expect(open).toThrow(MissingSettingsError);
    expect(open).toThrow(/--steps, --inner-lr, --ink\. Its shapes are pooled, 32 filters, 5 ways/);
    expect(() => openCheckpoint(bare, { steps: 5, ink: 'high' })).toThrow(/given: --inner-lr\./);
  });

  test('what is given makes it whole, and a guess is said', () => {
    const { checkpoint, remarks } = openCheckpoint(bare, adapting);
    expect(checkpoint.state.parameters).toEqual(whole.state.parameters);
    expect(checkpoint.settings).toMatchObject({
      network: 'pooled',
      filters: 32,
      ways: 5,
      steps: 5,
      innerLr: 0.4,
    });
    expect(remarks).toMatchObject({ alternatives: ['pooled-blog'], isUncounted: true });
  });

  test('a network that is given is taken where it fits', () => {
    const { checkpoint, remarks } = openCheckpoint(bare, { ...adapting, network: 'pooled-blog' });
    expect(checkpoint.settings.network).toBe('pooled-blog');
    expect(remarks.alternatives).toEqual([]);
    expect(() => openCheckpoint(bare, { ...adapting, network: 'strided' })).toThrow(
      'shapes of pooled or pooled-blog, not of strided',
    );
  });

  test.each(networkNames)('the shapes of %s are recognised', (network: NetworkName) => {
    const size = { algorithm: 'maml', network, filters: 9, ways: 7 } as const;
    const tensors = toTorch(blankParameters(network, size), size);
    const { checkpoint, remarks } = openCheckpoint(encodeSafetensors({ tensors, metadata: {} }), adapting);
    expect(checkpoint.settings).toMatchObject({ filters: 9, ways: 7 });
    expect([checkpoint.settings.network, ...remarks.alternatives]).toContain(network);
  });

  test('tensors of something else are refused', () => {
    const tensors = new Map<string, Tensor>([['fc.weight', { shape: [2, 2], data: new Float32Array(4) }]]);
    expect(() => openCheckpoint(encodeSafetensors({ tensors, metadata: {} }), adapting)).toThrow(
      'those of no network here',
    );
  });
});

test('a file that names some settings is asked for the others only', () => {
  const metadata = { run: JSON.stringify({ network: 'pooled-blog', steps: 3, ink: 'low', iteration: 70 }) };
  const { checkpoint, remarks } = openCheckpoint(withTensors([], metadata), { ...adapting, shots: 4 });
  expect(checkpoint.settings).toMatchObject({
    network: 'pooled-blog',
    filters: 32,
    steps: 3,
    innerLr: 0.4,
    ink: 'low',
    shots: 4,
  });
  expect(checkpoint.state.iteration).toBe(70);
  expect(remarks).toEqual({ tensors: [], settings: [], alternatives: [], isUncounted: false });
});

test('settings of the file come before those given', () => {
  expect(openCheckpoint(encodeSafetensors(shipped), { steps: 9, filters: 8 }).checkpoint).toEqual(whole);
});

test('a misspelt setting is an error; one of another version is named', () => {
  expect(() => openCheckpoint(withSettings({ inner_lr: 0.1 }))).toThrow(
    "The file's setting inner_lr does not exist; inner-lr does.",
  );
  expect(() => openCheckpoint(withSettings({ 'meta-bach': 4 }))).toThrow('meta-batch does');
  expect(openCheckpoint(withSettings({ 'label-smoothing': 0.1 })).remarks.settings).toEqual([
    'label-smoothing',
  ]);
});

test('a value that is no finite number is refused with its tensor, unless nobody needs that', () => {
  const spoilt = (name: string, value: number): [string, Tensor] => {
    const { shape, data } = shipped.tensors.get(name) ?? { shape: [1], data: new Float32Array(1) };
    return [name, { shape, data: data.with(data.length - 1, value) }];
  };
  const opening =
    (...tensor: [string, number]) =>
    () =>
      openCheckpoint(withTensors([spoilt(...tensor)]));
  expect(opening('blocks.2.conv.weight', Number.NaN)).toThrow('Tensor blocks.2.conv.weight holds NaN');
  expect(opening('blocks.1.conv.bias', Number.NaN)).toThrow('Tensor blocks.1.conv.bias holds NaN');
  expect(opening('linear.bias', Number.NEGATIVE_INFINITY)).toThrow(
    'Tensor linear.bias holds an infinite value',
  );
  expect(opening('blocks.0.norm.running_mean', Number.NaN)().checkpoint).toEqual(whole);

  const prefixed = (prefix: string, tensors: Iterable<[string, Tensor]>) =>
    [...tensors].map(([name, tensor]): [string, Tensor] => [prefix + name, tensor]);
  const moments = new Map([...prefixed('first.', shipped.tensors), ...prefixed('second.', shipped.tensors)]);
  const { iteration } = whole.state;
  const optimizer = (tensors: Map<string, Tensor>) =>
    withOptimizer(whole, encodeSafetensors({ tensors, metadata: { updates: `${iteration}` } }));
  expect(optimizer(moments).state.optimizer?.updates).toBe(iteration);
  const [[name, tensor]] = prefixed('second.', [spoilt('linear.weight', Number.POSITIVE_INFINITY)]);
  expect(() => optimizer(moments.set(name, tensor))).toThrow('Tensor second.linear.weight holds an infinite');
});

test('a tensor of whole numbers is no weight', () => {
  const bytes = Buffer.from(withTensors([]));
  const typed = bytes.toString('latin1').replace(/("linear\.bias":\{"dtype":")F32/, '$1I32');
  expect(() => openCheckpoint(Buffer.from(typed, 'latin1'))).toThrow(
    'linear.bias is I32, not floating point',
  );
});
