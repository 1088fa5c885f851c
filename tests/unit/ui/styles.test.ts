import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = 'src/ui/styles';

/** Every rule of the page's styles that draws something dotted, by its selector. */
function dotted(): string[] {
  const styles = readdirSync(FOLDER).map((file) => readFileSync(`${FOLDER}/${file}`, 'utf8'));
  return styles
    .flatMap((style) => [...style.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)])
    .filter(([, , declarations]) => /\bdotted\b/.test(declarations))
    .map(([, selector]) => selector.trim());
}

test('a dotted underline is a term of the glossary, and nothing else is', () => {
  expect(dotted()).toEqual(['.term']);
});
