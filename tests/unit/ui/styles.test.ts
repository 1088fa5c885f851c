import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = 'src/ui/styles';

interface Rule {
  file: string;
  selector: string;
  declarations: string;
}

/** Every rule of the page's styles, without those for a medium where `plain`. */
function rules(plain = false): Rule[] {
  return readdirSync(FOLDER).flatMap((file) => {
    const text = readFileSync(`${FOLDER}/${file}`, 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
    const style = plain ? text.replaceAll(/@\w[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '') : text;
    return [...style.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector, declarations]) => ({
      file,
      selector: selector.trim(),
      declarations,
    }));
  });
}

test('a dotted underline is a term of the glossary, and nothing else is', () => {
  const dotted = rules().filter(({ declarations }) => /\bdotted\b/.test(declarations));
  expect(dotted.map(({ selector }) => selector)).toEqual(['.term']);
});

/** Styles of no part of the page: how parts stand to each other, and what becomes of any. */
const COMMON = new Set(['base.css', 'layout.css', 'spotlight.css', 'outdated.css']);

test('no two parts of the page call something by the same class: all styles hold everywhere', () => {
  const places = new Map<string, Set<string>>();
  for (const { file, selector } of rules(true).filter(({ file }) => !COMMON.has(file))) {
    for (const name of selector.split(',').map((each) => each.trim())) {
      if (/^\.[\w-]+$/.test(name)) places.set(name, (places.get(name) ?? new Set()).add(file));
    }
  }
  const shared = [...places].filter(([, files]) => files.size > 1);
  expect(shared.map(([name, files]) => `${name}: ${[...files].join(', ')}`)).toEqual([]);
});
