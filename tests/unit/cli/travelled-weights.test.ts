import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { readCheckpoint } from '../../../src/cli/checkpoints.ts';
import { readRun } from '../../../src/cli/run/read-run.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../src/session/safetensors.ts';

const shipped = readFileSync(
  new URL('../../../public/checkpoints/omniglot-5-way-1-shot.safetensors', import.meta.url),
);
const folder = mkdtempSync(join(tmpdir(), 'maml-travelled-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** What is said on stderr meanwhile. */
async function said(work: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  await work().finally(() => spy.mockRestore());
  return lines;
}

const { tensors, metadata } = decodeSafetensors(shipped);

test('tensors that nobody needs are named in one line on stderr, and the weights are the same', async () => {
  const more = ['running_mean', 'running_var'].flatMap((name) =>
    [0, 1, 2, 3].map((block) => `blocks.${block}.norm.${name}`),
  );
  const one = { shape: [1], data: new Float32Array(1) };
  const all = new Map([...tensors, ...more.map((name) => [name, one] as const)]);
  const file = write('buffers.safetensors', encodeSafetensors({ tensors: all, metadata }));
  let read: Awaited<ReturnType<typeof readCheckpoint>> | undefined;
  const lines = await said(async () => {
    read = await readCheckpoint(file);
  });
  expect(lines).toEqual([
    `${file}: tensors that the network has no use for are left out (${more.slice(0, 3).join(', ')} and 5 more).\n`,
  ]);
  expect(read).toEqual(await readCheckpoint(write('as-shipped.safetensors', shipped)));
});

test('weights without settings: what is missing is asked for, what is given is taken, what is guessed is said', async () => {
  const file = write('resaved.safetensors', encodeSafetensors({ tensors, metadata: {} }));
  const asked = `${file}: The settings of the file (its metadata lack "run") must be given: --steps, --inner-lr, --ink.`;
  await expect(readCheckpoint(file)).rejects.toThrow(asked);
  await expect(readRun(file, { steps: '1', ink: 'high' })).rejects.toThrow('must be given: --inner-lr.');
  const given = { steps: '1', 'inner-lr': '0.4', ink: 'high' };
  await expect(readCheckpoint(file, { ...given, steps: 'two' })).rejects.toThrow('--steps two: expected');
  const [line] = await said(() => readCheckpoint(file, given));
  expect(line).toBe(
    `${file}: taken for pooled, whose shapes pooled-blog has too (--network tells); how many meta-iterations were done is not said: counted from 1.\n`,
  );
  const run = await readRun(file, { ...given, network: 'pooled-blog' });
  expect(run.settings).toMatchObject({ network: 'pooled-blog', filters: 32, ways: 5, innerLr: 0.4 });
  expect(run.remarks[0]).toBe(`${file}: how many meta-iterations were done is not said: counted from 1.`);
});
