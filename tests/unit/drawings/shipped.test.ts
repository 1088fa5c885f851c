import { readFile } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { isShipped, shippedFor, shippedNames } from '#session';
import { shippedFrom } from '../../../src/session/shipped.ts';

/** The page's own files, as its host serves them from a folder; those in `missing` are not there yet. */
function serve(missing: string[] = []) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: URL) => {
    const path = address.pathname.replace('/lab/maml/', '');
    asked.push(path);
    return missing.includes(path)
      ? new Response(null, { status: 404, statusText: 'Not Found' })
      : new Response(await readFile(`public/${path}`));
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

test.each(shippedNames)('%s is there, and tells what it was measured at', async (name) => {
  serve();
  const shipped = shippedFrom('https://example.org/lab/maml/?view=draw');
  const { settings, state, trainedOn } = await shipped.network(name);
  const { ways, steps, measured } = await shipped.facts(name);
  expect([ways, steps]).toEqual([settings.ways, settings.evaluateSteps]);
  expect(name).toContain(`${settings.ways}-way-${settings.shots}-shot`);
  expect(state.iteration).toBe(settings.iterations);
  // On the whole background half, as it says.
  expect(settings).toMatchObject({ split: 'official', validationShare: 0, tasksWithin: 'all' });
  expect(trainedOn).toMatchObject({ train: 964, validation: 0, test: 659, rule: 'official' });
  expect(Object.values(trainedOn!.classes!).flat()).toHaveLength(964);
  expect(measured!.tasks).toBeGreaterThanOrEqual(1000);
  expect(measured!.queryAccuracy).toHaveLength(steps + 1);
  const { drawn } = measured!;
  expect(drawn!.learnt - drawn!.ci95.learnt).toBeGreaterThan(drawn!.nearest + drawn!.ci95.nearest);
  expect(drawn!.learnt - drawn!.ci95.learnt).toBeGreaterThan(drawn!.random + drawn!.ci95.random);
});

test('the network of five classes answers for up to five symbols', () => {
  expect([2, 5, 6, 20].map(shippedFor)).toEqual([
    'omniglot-5-way-1-shot',
    'omniglot-5-way-1-shot',
    'omniglot-20-way-1-shot',
    'omniglot-20-way-1-shot',
  ]);
  expect(isShipped('omniglot-5-way-1-shot')).toBe(true);
  expect(isShipped('run')).toBe(false);
});

test('each file is fetched once; one that did not arrive, again when it is wanted again', async () => {
  const missing = ['checkpoints/omniglot-5-way-1-shot.safetensors'];
  const asked = serve(missing);
  const shipped = shippedFrom('https://example.org/lab/maml/');
  await Promise.all([shipped.facts('omniglot-5-way-1-shot'), shipped.facts('omniglot-5-way-1-shot')]);
  expect(asked).toEqual(['checkpoints/omniglot-5-way-1-shot.run.json']);
  await expect(shipped.network('omniglot-5-way-1-shot')).rejects.toThrow(
    '/lab/maml/checkpoints/omniglot-5-way-1-shot.safetensors: 404 Not Found',
  );
  missing.length = 0;
  await expect(shipped.network('omniglot-5-way-1-shot')).resolves.toMatchObject({ settings: { ways: 5 } });
  await shipped.network('omniglot-5-way-1-shot');
  expect(asked).toHaveLength(3);
});

test('a file that is not what it should be is refused', async () => {
  vi.stubGlobal('fetch', async () => new Response('{"settings":{}}'));
  const shipped = shippedFrom('https://example.org/');
  await expect(shipped.facts('omniglot-20-way-1-shot')).rejects.toThrow();
  await expect(shipped.network('omniglot-20-way-1-shot')).rejects.toThrow();
});
