import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { writePageOptions } from '#session';
import { usePage } from '../context/page.tsx';
import { useShortcut } from '../hooks/useShortcut.ts';
import { viewNames } from '../views.ts';

/** The digits that open the views, in the order of the tabs. */
const DIGITS = viewNames.map((_, i) => i + 1).join('');

/** The page's views, as links, so that one may be opened in a tab of its own; their digits open them too. */
export function ViewTabs() {
  const t = useTranslations('views');
  const { view, setView } = usePage();
  useShortcut(
    DIGITS,
    useCallback((digit) => setView(viewNames[Number(digit) - 1]), [setView]),
  );

  return (
    <nav className="tabs" aria-label={t('label')}>
      {viewNames.map((name) => (
        <a
          key={name}
          href={writePageOptions(window.location.search, { view: name })}
          aria-current={view === name ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) {
              // The settings may have changed since this was drawn.
              event.currentTarget.href = writePageOptions(window.location.search, { view: name });
              return;
            }
            event.preventDefault();
            setView(name);
          }}
        >
          {t(name)}
        </a>
      ))}
    </nav>
  );
}
