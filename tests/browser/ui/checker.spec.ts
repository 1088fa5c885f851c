import { expect } from '@playwright/test';
import { test } from './harness.ts';

// What finds crowded places: it sees each kind of fault, and none where there is none.

/** A piece of a page, and what is to be said of it; null: nothing. */
const PIECES: Record<string, [html: string, said: RegExp | null]> = {
  'words that fit': ['<p>Words that fit</p>', null],
  'words cut off by a box': [
    '<div class="box" style="width: 60px; overflow: hidden"><p style="white-space: nowrap">Words that do not fit</p></div>',
    /^cut off by .*div\.box: .*> p "Words that do not fit"$/,
  ],
  'words cut off by a box that an absolute ancestor does not leave': [
    '<div class="box" style="position: relative; height: 40px; overflow: hidden"><p style="position: absolute; top: 35px">Low words</p></div>',
    /^cut off by .*div\.box/,
  ],
  'words that leave a box by being absolute': [
    '<div style="width: 20px; height: 20px; overflow: hidden"><p style="position: absolute; left: 60px; top: 60px">Free words</p></div>',
    null,
  ],
  'an ellipsis': [
    '<p class="short" style="width: 60px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">Words that do not fit</p>',
    /^cut off by .*p\.short/,
  ],
  'an ellipsis whose title tells the words': [
    '<p title="Words that do not fit" style="width: 60px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">Words that do not fit</p>',
    null,
  ],
  'words that a box scrolls to': [
    '<div style="height: 40px; overflow: auto"><p style="margin: 0">One</p><p>Two</p><p>Three</p></div>',
    null,
  ],
  'words before what a box scrolls to': [
    '<div class="box" style="height: 40px; overflow: auto"><p style="margin: -30px 0 0">Above</p></div>',
    /^cut off by .*div\.box/,
  ],
  'a page that scrolls sideways': ['<p style="width: 2000px">Wide</p>', /^scrolls sideways: html/],
  'words beside the window': [
    '<p style="position: absolute; left: -30px">Left</p>',
    /^cut off by the window/,
  ],
  'fixed words below the window': ['<p style="position: fixed; top: 99vh">Low</p>', /^cut off by the window/],
  'words of a drawing outside of it': [
    '<svg width="100" height="40"><text x="90" y="20">Outside</text></svg>',
    /^cut off by .*svg/,
  ],
  'covered words': [
    '<p>Words under a box</p><div class="lid" style="position: absolute; inset: 0; background: white"></div>',
    /^covered by .*div\.lid/,
  ],
  'words under what is clear': ['<p>Seen</p><div style="position: absolute; inset: 0"></div>', null],
  'words over words': [
    '<p style="position: absolute; top: 20px">One text</p><p style="position: absolute; top: 24px">Other text</p>',
    /^over words of .*> p: .*> p "One text"$/,
  ],
  'words over words in a drawing': [
    '<svg width="200" height="40"><text x="10" y="20">One</text><text x="14" y="22">Two</text></svg>',
    /^over words of .*text/,
  ],
  'lines close to each other': ['<p style="line-height: 1; width: 90px">Several lines of one text</p>', null],
  'a small target': [
    '<button style="width: 20px; height: 30px; padding: 0">x</button>',
    /^target of 20x30: .*button "x"$/,
  ],
  'a small target that reaches beyond its box': [
    '<style>.reach { position: relative; margin: 20px; width: 16px; height: 16px; padding: 0; border: 0 } .reach::after { content: ""; position: absolute; inset: -5px }</style><button class="reach">x</button>',
    null,
  ],
  'a small box in a large label': [
    '<label style="display: block; padding: 10px"><input type="checkbox"> Choice</label>',
    null,
  ],
  'a link in a sentence': ['<p>Words with <a href="#x">a link</a> in them</p>', null],
  'a target under something': [
    '<button class="under">Press this button</button><div style="position: absolute; inset: 0"></div>',
    /^not reached by a press: .*button\.under/,
  ],
  'a choice too narrow for its words': [
    '<select style="width: 60px; height: 30px"><option>A long name of a choice</option></select>',
    /^shortened: .*select/,
  ],
};

test('what is cut off, covered, outside, written over or too small is found, and nothing else', async ({
  page,
  show,
}) => {
  await show('running');
  for (const [name, [html, said]] of Object.entries(PIECES)) {
    const faults = await page.evaluate((piece) => {
      document.body.innerHTML = `<main style="position: relative; padding: 10px">${piece}</main>`;
      return window.findCrowded();
    }, html);
    if (said === null) expect(faults, name).toEqual([]);
    else expect(faults, name).toContainEqual(expect.stringMatching(said));
  }
});
