import {
  isArgumentElement,
  isNumberElement,
  isPluralElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { catalogue, type Locale, preferredLocale } from '../../../src/ui/i18n/catalogue.ts';
import { en } from '../../../src/ui/i18n/en/index.ts';
import { zh } from '../../../src/ui/i18n/zh/index.ts';

const texts = (group: object, path: string[] = []): [name: string, text: string][] =>
  Object.entries(group).flatMap(([key, entry]) => {
    const here = [...path, key];
    return typeof entry === 'string' ? [[here.join('.'), entry]] : texts(entry, here);
  });

/** Each message's name, and what English needs for it. */
const english = texts(en).map(([name, text]) => ({ name, needed: needs(text) }));
const chinese = new Map(texts(zh));

/** What a message needs: each argument and what may stand for it, and each tag. */
function needs(text: string): { values: Map<string, string>; tags: Set<string> } {
  const values = new Map<string, string>();
  const tags = new Set<string>();
  function visit(elements: MessageFormatElement[]): void {
    for (const element of elements) {
      if (isArgumentElement(element)) values.set(element.value, values.get(element.value) ?? 'text');
      if (isNumberElement(element)) values.set(element.value, 'number');
      if (isPluralElement(element)) values.set(element.value, 'number');
      if (isSelectElement(element)) values.set(element.value, Object.keys(element.options).sort().join('|'));
      if (isPluralElement(element) || isSelectElement(element)) {
        for (const option of Object.values(element.options)) visit(option.value);
      }
      if (isTagElement(element)) {
        tags.add(element.value);
        visit(element.children);
      }
    }
  }
  visit(parse(text));
  return { values, tags };
}

/** Every message with numbers and words in place of its arguments: those of English. */
function formatted(locale: Locale, messages: ReadonlyMap<string, string>): string[] {
  // Dots in names would be groups.
  const flat = Object.fromEntries([...messages].map(([name, text]) => [name.replaceAll('.', '/'), text]));
  const t = createTranslator({
    locale,
    messages: flat,
    onError: (error) => {
      throw error;
    },
  });
  return english.flatMap(({ name, needed: { values, tags } }) => {
    return [1, 1240].map((number) => {
      const filled: Record<string, string | number | ((words: string) => string)> = {};
      for (const [argument, kind] of values) {
        filled[argument] = kind === 'number' ? number : kind === 'text' ? '…' : kind.split('|')[0];
      }
      for (const tag of tags) filled[tag] = (words) => words;
      return t.markup(name.replaceAll('.', '/'), filled);
    });
  });
}

describe('the languages', () => {
  it('say every message with arguments and tags that English has too', () => {
    for (const { name, needed: here } of english) {
      const there = needs(chinese.get(name) ?? '');
      expect([...there.tags].sort(), name).toEqual([...here.tags].sort());
      for (const [argument, kind] of there.values)
        expect(kind, `${name}: ${argument}`).toBe(here.values.get(argument));
    }
    expect(chinese.size).toBe(english.length);
  });

  for (const [locale, messages] of [
    ['en', new Map(texts(en))],
    ['zh', chinese],
  ] as const) {
    it(`format every message: ${locale}`, () => {
      for (const filled of formatted(locale, messages)) expect(filled).toMatch(/^[^{}<>#]+$/);
    });
  }

  it('write Chinese in one way', () => {
    for (const text of formatted('zh', chinese)) {
      expect(text).not.toMatch(/[!！您]/);
      // A space between Chinese and Latin letters or figures.
      expect(text).not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]/);
    }
  });

  it('are chosen by the browser, whatever the region', () => {
    expect(preferredLocale(['zh-CN', 'en'])).toBe('zh');
    expect(preferredLocale(['zh-TW'])).toBe('zh');
    expect(preferredLocale(['zh-Hant-HK'])).toBe('zh');
    expect(preferredLocale(['en-GB', 'zh'])).toBe('en');
    expect(preferredLocale(['de', 'zh-CN'])).toBe('zh');
    expect(preferredLocale(['de'])).toBe('en');
    expect(preferredLocale([])).toBe('en');
  });

  it('come from the folder of their name', async () => {
    expect((await catalogue('zh')).transport.start).toBe('开始');
    expect((await catalogue('en')).transport.start).toBe('Start');
  });
});
