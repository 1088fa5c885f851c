import { IntlProvider } from 'use-intl';
import { DialogProvider } from './context/dialogs.tsx';
import { type PageLook, PageProvider } from './context/page.tsx';
import { type PageSession, SessionProvider } from './context/session.tsx';
import { catalogues, type Locale } from './i18n/catalogue.ts';
import { Shell } from './Shell.tsx';

export interface AppProps {
  session: PageSession;
  /** How the page looks at first. */
  look: PageLook;
  /** Called where a person changes the look, for the address. */
  onLookChange: (change: Partial<PageLook>) => void;
  locale?: Locale;
}

/** The whole page over one session. */
export function App(props: AppProps) {
  const locale = props.locale ?? 'en';
  return (
    <IntlProvider locale={locale} messages={catalogues[locale]} timeZone="UTC">
      <PageProvider look={props.look} onChange={props.onLookChange}>
        <SessionProvider session={props.session}>
          <DialogProvider>
            <Shell />
          </DialogProvider>
        </SessionProvider>
      </PageProvider>
    </IntlProvider>
  );
}
