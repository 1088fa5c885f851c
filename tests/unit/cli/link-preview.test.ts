import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withSite } from '../../../link-preview.ts';

const source = readFileSync('index.html', 'utf8');
const pictures = (html: string) =>
  [...html.matchAll(/(?:og|twitter):image" content="([^"]*)"/g)].map(([, address]) => address);

test('the picture of link previews has a whole address where the page is told its own', () => {
  expect(pictures(source)).toEqual(['./link-preview.png', './link-preview.png']);
  for (const site of ['https://example.org/maml', 'https://example.org/maml/']) {
    const html = withSite(source, site);
    expect(pictures(html)).toEqual(Array(2).fill('https://example.org/maml/link-preview.png'));
    expect(html).toContain('<meta property="og:url" content="https://example.org/maml/" />');
  }
});

test('an address that is none stops the build', () => {
  expect(() => withSite(source, 'example.org')).toThrow('Invalid URL');
});
