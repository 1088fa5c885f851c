import { useTranslations } from 'use-intl';
import { writePageOptions } from '#session';
import { usePage } from '../context/page.tsx';
import { viewNames } from '../views.ts';

/** The page's views, as links, so that one may be opened in a tab of its own. */
export function ViewTabs() {
  const t = useTranslations('views');
  const { view, setView } = usePage();

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
