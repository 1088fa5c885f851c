import {
  createContext,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useInsertionEffect,
  useMemo,
  useState,
} from 'react';
import type { PageOptions, Theme, View } from '#session';
import { useMedia } from '../hooks/useMedia.ts';
import { catalogue, type Locale, preferredLocale } from '../i18n/catalogue.ts';
import { chosenLocale, keepLocale } from '../i18n/chosen.ts';
import { forgetFailures } from '../parts/once.ts';

/** How the page looks, apart from the run. */
export type PageLook = Omit<PageOptions, 'autostart'>;

interface Page {
  view: View;
  lang: Locale;
  theme: Theme;
  /** Large type and few controls, for a projector. */
  present: boolean;
  /** One view alone, in another page's frame. */
  embed: View | null;
  /** The places within views that the address names. */
  lesson: number | null;
  episode: number | null;
  step: number | null;
  setView(view: View): void;
  setPlace(place: Partial<Pick<PageLook, 'lesson' | 'episode' | 'step'>>): void;
  /** The page stays in the language that it has until the other one has been loaded, ... */
  setLang(lang: Locale): void;
  /** ... and this is one that could not be. */
  lostLang: Locale | null;
  forgetLostLang(): void;
  setTheme(theme: Theme): void;
  setPresent(present: boolean): void;
}

const PageContext = createContext<Page | null>(null);

/** How a page keeps its look: in the address, as a rule. */
export interface LookKeeper {
  look: PageLook;
  /** A person changed the look. */
  onLookChange: (change: Partial<PageLook>) => void;
  /** Calls back with the look when a person goes back or forth in the browser's history. */
  onLookReturn?: (listener: (look: PageLook) => void) => () => void;
}

/** Holds the page's look, puts it on the document's root, and tells of changes. */
export function PageProvider(props: LookKeeper & { children: ReactNode }) {
  const { onLookChange, onLookReturn, children } = props;
  const [look, setLook] = useState(() => ({ ...props.look, lang: props.look.lang ?? chosenLocale() }));
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  const theme = look.theme ?? (systemIsDark ? 'dark' : 'light');
  const lang = look.lang ?? preferredLocale(navigator.languages);
  const { view, present, embed, lesson, episode, step } = look;

  const changeAtOnce = useCallback(
    (part: Partial<PageLook>) => {
      setLook((before) => ({ ...before, ...part }));
      onLookChange(part);
    },
    [onLookChange],
  );
  const change = useCallback(
    (part: Partial<PageLook>) => {
      // What is shown stays until the next view, or the next language, has been loaded.
      startTransition(() => setLook((before) => ({ ...before, ...part })));
      onLookChange(part);
    },
    [onLookChange],
  );

  const [lostLang, setLostLang] = useState<Locale | null>(null);
  const forgetLostLang = useCallback(() => setLostLang(null), []);
  const takeLang = useCallback((next: Locale) => {
    setLostLang(null);
    forgetFailures();
    return catalogue(next).then(
      () => startTransition(() => setLook((before) => ({ ...before, lang: next }))),
      (error) => {
        setLostLang(next);
        throw error;
      },
    );
  }, []);

  useEffect(
    () =>
      onLookReturn?.(({ lang, theme, ...returned }) => {
        // An older address may not know of the language and the theme chosen since.
        startTransition(() =>
          setLook((before) => ({ ...returned, lang: before.lang, theme: theme ?? before.theme })),
        );
        if (lang !== null) takeLang(lang).catch(() => {});
      }),
    [onLookReturn, takeLang],
  );

  // Before any layout effect: drawings take their ink from the theme's styles.
  useInsertionEffect(() => {
    const root = document.documentElement;
    root.lang = lang === 'zh' ? 'zh-Hans' : lang;
    root.dataset.theme = theme;
    root.toggleAttribute('data-present', present);
  }, [lang, theme, present]);

  const page = useMemo(
    (): Page => ({
      view,
      lang,
      theme,
      present,
      embed,
      lesson,
      episode,
      step,
      setView: (next) => change({ view: next }),
      setPlace: change,
      setLang: (next) => {
        takeLang(next).then(
          () => {
            keepLocale(next);
            onLookChange({ lang: next });
          },
          () => {},
        );
      },
      lostLang,
      forgetLostLang,
      setTheme: (next) => change({ theme: next }),
      // Nothing is loaded for it, and the key that ends it may follow at once.
      setPresent: (next) => changeAtOnce({ present: next }),
    }),
    [
      view,
      lang,
      theme,
      present,
      embed,
      lesson,
      episode,
      step,
      lostLang,
      change,
      changeAtOnce,
      takeLang,
      forgetLostLang,
      onLookChange,
    ],
  );
  return <PageContext value={page}>{children}</PageContext>;
}

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('No page around this component.');
  return page;
}
