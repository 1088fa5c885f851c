import { expect, test } from 'vitest';
import { TERMS } from '../../../src/ui/glossary/terms.ts';
import { en } from '../../../src/ui/i18n/en/index.ts';

test('the glossary shows every term that there are words for, once', () => {
  const shown = TERMS.map(({ name }) => name);
  expect([...shown].sort()).toEqual(Object.keys(en.terms).sort());
});
