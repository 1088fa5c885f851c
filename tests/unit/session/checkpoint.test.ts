import { describe, expect, test } from 'vitest';
import { createRandom } from '#data';
import type { NamedArray, RunSettings } from '#maml';
import {
  type Checkpoint,
  CheckpointError,
  decodeCheckpoint,
  encodeCheckpoint,
  encodeOptimizer,
  presets,
  withOptimizer,
} from '#session';
import { decodeSafetensors, encodeSafetensors } from '../../../src/session/safetensors.ts';

function shapesOf({ network, algorithm, filters, ways }: RunSettings): [string, number[]][] {
  const features = (network === 'strided' ? 4 : 1) * filters;
  const blocks = [1, 2, 3, 4].flatMap((block): [string, number[]][] => [
    [`conv${block}/kernel`, [3, 3, block === 1 ? 1 : filters, filters]],
    ...(network === 'strided-paper' ? [] : [[`bn${block}/gamma`, [filters]] as [string, number[]]]),
    [`bn${block}/beta`, [filters]],
  ]);
  const all: [string, number[]][] = [...blocks, ['linear/kernel', [features, ways]], ['linear/bias', [ways]]];
  if (algorithm !== 'meta-sgd') return all;
  return [...all, ...all.map(([name, shape]): [string, number[]] => [`learned.rate/${name}`, shape])];
}

function randomArrays(settings: RunSettings, seed: number): NamedArray[] {
  const random = createRandom(seed);
  return shapesOf(settings).map(([name, shape]) => {
    const length = shape.reduce((product, side) => product * side, 1);
    return { name, shape, data: Float32Array.from({ length }, () => random.normal()) };
  });
}

function checkpointOf(settings: RunSettings): Checkpoint {
  return {
    settings,
    state: {
      iteration: 123,
      parameters: randomArrays(settings, 1),
      optimizer: { updates: 123, first: randomArrays(settings, 2), second: randomArrays(settings, 3) },
    },
  };
}

const variants: RunSettings[] = [
  { ...presets.quick, seed: 4_294_967_295 },
  { ...presets.watch, ways: 20, evaluateSteps: 10 },
  { ...presets.seed, network: 'pooled-blog', filters: 8, rotations: true },
  { ...presets.paper, filters: 9, ways: 2 },
  { ...presets['paper-code'], filters: 8 },
  { ...presets.quick, algorithm: 'meta-sgd', filters: 8 },
];

describe.each(variants)('$network, $filters filters, $ways ways', (settings) => {
  const checkpoint = checkpointOf(settings);
  const bytes = encodeCheckpoint(checkpoint);

  test('comes back as it was', () => {
    const { iteration, parameters } = checkpoint.state;
    expect(decodeCheckpoint(bytes)).toEqual({ settings, state: { iteration, parameters } });
  });

  test('comes back with its moments', () => {
    const moments = encodeOptimizer(checkpoint);
    expect(moments).not.toBeNull();
    expect(withOptimizer(decodeCheckpoint(bytes), moments!)).toEqual(checkpoint);
  });
});

describe('the layout', () => {
  const settings = presets.quick;
  const { state } = checkpointOf(settings);
  const { tensors, metadata } = decodeSafetensors(encodeCheckpoint({ settings, state }));
  const [kernel, linear] = ['conv2/kernel', 'linear/kernel'].map(
    (wanted) => state.parameters.find(({ name }) => name === wanted)!.data,
  );

  test('has the names of the contract', () => {
    expect([...tensors.keys()]).toEqual([
      ...[0, 1, 2, 3].flatMap((block) => [
        `blocks.${block}.conv.weight`,
        `blocks.${block}.conv.bias`,
        `blocks.${block}.norm.weight`,
        `blocks.${block}.norm.bias`,
      ]),
      'linear.weight',
      'linear.bias',
    ]);
  });

  test('has no gain where the network has none', () => {
    const paper = { ...presets['paper-code'], filters: 8 };
    const found = decodeSafetensors(encodeCheckpoint(checkpointOf(paper))).tensors;
    expect([...found.keys()].filter((name) => name.includes('norm'))).toEqual(
      [0, 1, 2, 3].map((block) => `blocks.${block}.norm.bias`),
    );
    expect(found.get('linear.weight')!.shape).toEqual([5, 8]);
  });

  test('has convolutions as [out, in, kh, kw], with biases of zero', () => {
    const { shape, data } = tensors.get('blocks.1.conv.weight')!;
    expect(shape).toEqual([16, 16, 3, 3]);
    const [out, into, y, x] = [3, 5, 1, 2];
    expect(data[((out * 16 + into) * 3 + y) * 3 + x]).toBe(kernel[((y * 3 + x) * 16 + into) * 16 + out]);
    expect(tensors.get('blocks.1.conv.bias')!.data).toEqual(new Float32Array(16));
  });

  test('has the linear layer as [ways, features], features channel first', () => {
    const { shape, data } = tensors.get('linear.weight')!;
    expect(shape).toEqual([5, 64]);
    const [way, channel, y, x] = [4, 7, 1, 0];
    expect(data[way * 64 + (channel * 2 + y) * 2 + x]).toBe(linear[((y * 2 + x) * 16 + channel) * 5 + way]);
  });

  test('has every setting under its option name', () => {
    expect(JSON.parse(metadata.run)).toEqual({
      algorithm: 'maml',
      network: 'strided',
      filters: 16,
      ways: 5,
      shots: 1,
      queries: 5,
      'meta-batch': 4,
      steps: 1,
      'inner-lr': 0.1,
      'outer-lr': 0.002,
      'outer-schedule': 'constant',
      iterations: 10_000,
      rotations: false,
      'train-characters': 0,
      split: 'official',
      'validation-share': 0.1,
      'tasks-within': 'all',
      ink: 'high',
      seed: 1,
      backend: 'auto',
      'evaluate-every': 100,
      'evaluate-tasks': 100,
      'evaluate-rotations': false,
      iteration: 123,
    });
  });
});

describe('a bad file', () => {
  const bytes = encodeCheckpoint(checkpointOf(presets.quick));
  const parts = decodeSafetensors(bytes);
  const withRun = (run: string) => encodeSafetensors({ tensors: parts.tensors, metadata: { run } });
  const run = JSON.parse(parts.metadata.run);

  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(0), /not a safetensors file/],
    ['a zip', new TextEncoder().encode('PK\x03\x04 and so on and on'), /not a safetensors file/],
    ['a header that is no JSON', bytes.slice().fill(0x7b, 8, 40), /not a safetensors file/],
    ['a file cut short', bytes.slice(0, -1), /cut short/],
    ['a header cut short', bytes.slice(0, 20), /cut short/],
    ['no settings', encodeSafetensors({ tensors: parts.tensors, metadata: {} }), /lack "run"/],
    ['settings that are no JSON', withRun('{'), /settings in the file are damaged/],
    ['a setting out of range', withRun(JSON.stringify({ ...run, filters: 1000 })), /filters is 1000/],
    ['another size', withRun(JSON.stringify({ ...run, filters: 32 })), /blocks\.0\.conv\.weight has shape/],
    ['another network', withRun(JSON.stringify({ ...run, network: 'pooled' })), /linear\.weight has shape/],
  ])('%s is refused with its reason', (_, bad, reason) => {
    expect(() => decodeCheckpoint(bad)).toThrow(CheckpointError);
    expect(() => decodeCheckpoint(bad)).toThrow(reason);
  });

  test('what another algorithm has learnt is never left out in silence', () => {
    const learnt = { ...presets.quick, algorithm: 'meta-sgd' } as const;
    const rates = decodeSafetensors(encodeCheckpoint(checkpointOf(learnt)));
    const named = (algorithm: string) =>
      encodeSafetensors({
        tensors: rates.tensors,
        metadata: { run: JSON.stringify({ ...JSON.parse(rates.metadata.run), algorithm }) },
      });
    expect(() => decodeCheckpoint(named('maml'))).toThrow(
      'Tensor learned.rate.blocks.0.conv.weight is nothing that maml learns with this network.',
    );
    const lacking = new Map(rates.tensors);
    lacking.delete('learned.rate.linear.bias');
    const bad = encodeSafetensors({ tensors: lacking, metadata: rates.metadata });
    expect(() => decodeCheckpoint(bad)).toThrow('Tensor learned.rate.linear.bias is missing.');
    // Without metadata the tensors tell the algorithm.
    const bare = encodeSafetensors({ tensors: rates.tensors, metadata: {} });
    const given = { steps: '1', 'inner-lr': '0.1', ink: 'high' };
    expect(decodeCheckpoint(bare, given).settings.algorithm).toBe('meta-sgd');
  });

  test('a missing tensor is named', () => {
    const tensors = new Map(parts.tensors);
    tensors.delete('blocks.2.norm.bias');
    const bad = encodeSafetensors({ tensors, metadata: parts.metadata });
    expect(() => decodeCheckpoint(bad)).toThrow('Tensor blocks.2.norm.bias is missing.');
  });

  test('weights are not taken for moments', () => {
    expect(() => withOptimizer(decodeCheckpoint(bytes), bytes)).toThrow('no count of updates');
  });
});
