import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runProgram, runPrograms } from './support/program.ts';
import { expect, test } from './support/test.ts';

const folder = 'tests/golden/files';
// resize.json is the unit tests'.
const files = readdirSync(join(ROOT, folder))
  .filter((name) => name !== 'resize.json')
  .map((name) => `${folder}/${name}`);

for (const backend of ['webgl', 'wasm', 'cpu']) {
  test(`the engine agrees with PyTorch's golden files on ${backend}`, async () => {
    test.setTimeout(180_000);
    const { code, stderr, events } = await runProgram('golden', ['--backend', backend, ...files]);
    expect(stderr).toBe('');
    const lines = events();
    expect(lines.filter((line) => line.pass !== true)).toEqual([]);
    expect(code).toBe(0);
    for (const file of files) {
      const quantities = lines.filter((line) => line.file === file).map((line) => line.quantity);
      // Reptile lowers no loss: it has a direction.
      expect(quantities, file).toContain(file.includes('reptile') ? 'query_loss' : 'meta_loss');
      expect(
        quantities.some((quantity) => /^(meta_grad|reptile_direction)/.test(String(quantity))),
        file,
      ).toBe(true);
      if (file.includes('metasgd')) expect(quantities).toContain('alpha_grad_exact');
    }
    expect(new Set(lines.map((line) => line.backend))).toEqual(new Set([backend]));
  });
}

test('golden tells a wrong result from a right one', async () => {
  const file = join(ROOT, folder, 'i1_sinusoid_maml_k1.json');
  const golden = JSON.parse(readFileSync(file, 'utf8'));
  golden.expected.meta_loss *= 1.01;
  const wrong = test.info().outputPath('wrong.json');
  writeFileSync(wrong, JSON.stringify(golden));
  const { code, events } = await runProgram('golden', ['--backend', 'cpu', wrong]);
  expect(
    events()
      .filter((line) => line.pass !== true)
      .map((line) => line.quantity),
  ).toEqual(['meta_loss']);
  expect(code).toBe(1);
});

test('golden refuses what it cannot check', async () => {
  const unknown = test.info().outputPath('unknown.json');
  writeFileSync(unknown, JSON.stringify({ case: 'z_unheard_of', config: { net: 'transformer' } }));
  const refused = [['nowhere.json'], [unknown], ['--backend', 'abacus', files[0]], ['--loud'], []];
  for (const { call, ended } of await runPrograms(refused.map((options) => ['golden', options] as const))) {
    const { code, stdout, stderr } = ended;
    expect(code, call[1].join(' ')).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  }
});
