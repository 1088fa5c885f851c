import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = 'src/ui';

test('no file input of the page names kinds of files: iOS greys out those that it has no type for', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );
  const withInput = files.filter((name) => /type="file"/.test(readFileSync(join(ROOT, name), 'utf8')));
  expect(withInput.length).toBeGreaterThanOrEqual(2);
  expect(withInput.filter((name) => /\baccept=/.test(readFileSync(join(ROOT, name), 'utf8')))).toEqual([]);
});
