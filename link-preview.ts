import type { Plugin } from 'vite';

/** The picture's address in `index.html`, relative as every address of the build is. */
const PICTURE = './link-preview.png';

/** What stands in the head of a page that is published at `site`: previews of links want absolute addresses. */
export function withSite(html: string, site: string): string {
  const address = new URL(site.endsWith('/') ? site : `${site}/`);
  const picture = new URL(PICTURE, address).href;
  return html
    .replaceAll(`content="${PICTURE}"`, `content="${picture}"`)
    .replace('</head>', `  <meta property="og:url" content="${address.href}" />\n  </head>`);
}

/**
 * Writes the address that the page is published at, `SITE_URL`, into the tags of its link preview. Without one they
 * stay relative, which many readers of such tags understand and some do not.
 */
export function linkPreview(site: string | undefined): Plugin {
  return {
    name: 'link-preview',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => (site ? withSite(html, site) : html),
    },
  };
}
