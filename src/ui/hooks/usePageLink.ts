import { useCallback } from 'react';
import type { PageOptions } from '#session';
import { usePage } from '../context/page.tsx';
import { useExports } from '../context/session.tsx';

/**
 * Makes the whole address of the page as it stands when asked for, with a change: every setting, the data set,
 * the view and its places, the language and the theme, also where these are the browser's choice so far.
 */
export function usePageLink(): (change?: Partial<PageOptions>) => string {
  const exports = useExports();
  const { lang, theme } = usePage();

  return useCallback(
    (change) => {
      const { origin, pathname, search } = window.location;
      return origin + pathname + exports.address(search, { lang, theme, ...change });
    },
    [exports, lang, theme],
  );
}
