import { lazy, Suspense, useCallback, useState } from 'react';
import { IntlProvider, useTranslations } from 'use-intl';
import { Charts } from './charts/Charts.tsx';
import { type PageLook, PageProvider, usePage } from './context/page.tsx';
import { type PageSession, SessionProvider, useActions, useStateReader } from './context/session.tsx';
import { LoopsFigure } from './figure/LoopsFigure.tsx';
import { PhoneLoops } from './figure/PhoneLoops.tsx';
import { useSpotlight } from './figure/useSpotlight.ts';
import { Header } from './header/Header.tsx';
import { HelpDialog } from './header/HelpDialog.tsx';
import { useFileDrop } from './hooks/useFileDrop.ts';
import { useMedia } from './hooks/useMedia.ts';
import { useShortcuts } from './hooks/useShortcuts.ts';
import { catalogues, type Locale } from './i18n/catalogue.ts';
import { PHONE } from './layout.ts';
import { NoticeStrip } from './notice/NoticeStrip.tsx';
import { Settings } from './settings/Settings.tsx';
import { isGoing } from './transport/phases.ts';
import { Transport } from './transport/Transport.tsx';

/** Few people open it: loaded when somebody does. */
const PerformanceDialog = lazy(() => import('./performance/PerformanceDialog.tsx'));

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
          <TrainView />
        </SessionProvider>
      </PageProvider>
    </IntlProvider>
  );
}

/** Header, transport, notice, the loops figure over the two charts, and the settings beside them. */
function TrainView() {
  const { present } = usePage();
  const onPhone = useMedia(PHONE);
  const [helpOpen, setHelpOpen] = useState(false);
  const [performanceOpen, setPerformanceOpen] = useState(false);
  const readState = useStateReader();
  const { start, pause, openFiles } = useActions();
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const openPerformance = useCallback(() => setPerformanceOpen(true), []);
  const closePerformance = useCallback(() => setPerformanceOpen(false), []);
  const toggleRun = useCallback(
    () => (isGoing(readState().phase) ? pause() : start()),
    [readState, pause, start],
  );
  const dragging = useFileDrop(openFiles);
  const spotlight = useSpotlight();
  useShortcuts(toggleRun, openHelp);

  return (
    <div className="app">
      <Header onHelp={openHelp} />
      <Transport onPerformance={openPerformance} />
      <NoticeStrip />
      <main className="main" {...spotlight}>
        {onPhone ? <PhoneLoops /> : <LoopsFigure />}
        <Charts />
      </main>
      {!present && <Settings />}
      <HelpDialog open={helpOpen} onClose={() => setHelpOpen(false)} />
      {performanceOpen && (
        <Suspense>
          <PerformanceDialog onClose={closePerformance} />
        </Suspense>
      )}
      {dragging && <DropSign />}
    </div>
  );
}

function DropSign() {
  const t = useTranslations('page');
  return (
    <div className="drop-sign">
      <p>
        <b>{t('drop')}</b> {t('dropMore')}
      </p>
    </div>
  );
}
