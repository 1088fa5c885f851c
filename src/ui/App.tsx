import { type ReactNode, use } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { IntlProvider, type Messages } from 'use-intl';
import { DialogProvider } from './context/dialogs.tsx';
import { type LookKeeper, PageProvider, usePage } from './context/page.tsx';
import { type PageSession, SessionProvider } from './context/session.tsx';
import { catalogue } from './i18n/catalogue.ts';
import { forgetFailures } from './parts/once.ts';
import { PageFailure } from './parts/PageFailure.tsx';
import { Shell } from './Shell.tsx';

export interface AppProps extends LookKeeper {
  session: PageSession;
}

/** The whole page over one session. */
export function App({ session, ...keeper }: AppProps) {
  return (
    <ErrorBoundary
      fallbackRender={(failure) => <PageFailure {...failure} session={session} />}
      onReset={forgetFailures}
    >
      <PageProvider {...keeper}>
        <Words>
          <SessionProvider session={session}>
            <DialogProvider>
              <Shell />
            </DialogProvider>
          </SessionProvider>
        </Words>
      </PageProvider>
    </ErrorBoundary>
  );
}

/** The words of the page's language, for everything inside; lesson and glossary bring theirs (`FurtherWords`). */
function Words(props: { children: ReactNode }) {
  const { lang } = usePage();
  return (
    <IntlProvider locale={lang} messages={use(catalogue(lang)) as Messages} timeZone="UTC">
      {props.children}
    </IntlProvider>
  );
}
