import { useCallback } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useTranslations } from 'use-intl';
import { useDialogs } from './context/dialogs.tsx';
import { usePage } from './context/page.tsx';
import { EmbedLink } from './header/EmbedLink.tsx';
import { Header } from './header/Header.tsx';
import { useFileDrop } from './hooks/useFileDrop.ts';
import { useOpenDropped } from './hooks/useOpenDropped.ts';
import { useShortcut } from './hooks/useShortcut.ts';
import { LanguageLost } from './parts/LanguageLost.tsx';
import { LoadingSign } from './parts/LoadingSign.tsx';
import { PartBoundary } from './parts/PartBoundary.tsx';
import { ViewFailure } from './parts/ViewFailure.tsx';
import { viewOf } from './views.ts';

/** The header and the view that is chosen; in another page's frame, one view alone. */
export function Shell() {
  const { view, embed } = usePage();
  const openDialog = useDialogs();
  useShortcut(
    '?',
    useCallback(() => openDialog('help'), [openDialog]),
  );
  const shown = embed ?? view;
  const dragging = useFileDrop(useOpenDropped(shown));
  const ShownView = viewOf(shown);

  return (
    <>
      <LanguageLost />
      <div className="app" data-view={shown} data-embed={embed ?? undefined}>
        <ErrorBoundary fallback={null} resetKeys={[shown]}>
          {embed === null ? <Header /> : <EmbedLink view={embed} />}
        </ErrorBoundary>
        <PartBoundary of={shown} waiting={<Waiting />} Failure={ViewFailure}>
          <ShownView />
        </PartBoundary>
        <LoadingSign />
        {dragging && <DropSign />}
      </div>
    </>
  );
}

function Waiting() {
  const t = useTranslations('views');
  return <p className="view-waiting">{t('loading')}</p>;
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
