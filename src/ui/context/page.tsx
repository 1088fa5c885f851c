import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useInsertionEffect,
  useMemo,
  useState,
} from 'react';
import type { PageOptions, Theme } from '#session';
import { useMedia } from '../hooks/useMedia.ts';

/** How the page looks, apart from the run. */
export type PageLook = Pick<PageOptions, 'theme' | 'present' | 'embed'>;

interface Page extends PageLook {
  theme: Theme;
  setTheme(theme: Theme): void;
}

const PageContext = createContext<Page | null>(null);

/** Holds the page's look, puts it on the document's root, and tells of changes. */
export function PageProvider(props: {
  look: PageLook;
  onChange: (change: Partial<PageLook>) => void;
  children: ReactNode;
}) {
  const { look, onChange, children } = props;
  const [chosen, setChosen] = useState(look.theme);
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  const theme = chosen ?? (systemIsDark ? 'dark' : 'light');
  const { present, embed } = look;

  const setTheme = useCallback(
    (next: Theme) => {
      setChosen(next);
      onChange({ theme: next });
    },
    [onChange],
  );

  // Before any layout effect: drawings take their ink from the theme's styles.
  useInsertionEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = theme;
    root.toggleAttribute('data-present', present);
  }, [theme, present]);

  const page = useMemo(() => ({ theme, present, embed, setTheme }), [theme, present, embed, setTheme]);
  return <PageContext value={page}>{children}</PageContext>;
}

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('No page around this component.');
  return page;
}
