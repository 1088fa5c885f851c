import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { version } from '../../../package.json';
import { bibtex } from '../../../src/ui/cite/bibtex.ts';

const read = (file: string) => readFileSync(file, 'utf8');

/** The values of a YAML mapping's own keys, those of one line. */
function topLevel(yaml: string): Record<string, string> {
  return Object.fromEntries([...yaml.matchAll(/^([a-z-]+): (.+)$/gm)].map(([, key, value]) => [key, value]));
}

test('the citation file has what its format asks for, and the version of the package', () => {
  const cff = read('CITATION.cff');
  expect(topLevel(cff)).toMatchObject({
    'cff-version': '1.2.0',
    message: expect.stringContaining('cite'),
    type: 'software',
    title: 'MAML Playground',
    version,
    license: 'MIT',
  });
  expect(cff).toContain('\nauthors:\n  - name: MAML Playground contributors\n');
});

test('README gives the BibTeX entry that the page gives, and the page adds its address', () => {
  expect(read('README.md')).toContain(`\n${bibtex(version)}\n`);
  expect(bibtex(version, 'https://example.org/maml/')).toContain('  url = {https://example.org/maml/},\n}');
});
