import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { useDialogs } from './context/dialogs.tsx';
import { usePage } from './context/page.tsx';
import { useActions } from './context/session.tsx';
import { EmbedLink } from './header/EmbedLink.tsx';
import { Header } from './header/Header.tsx';
import { useFileDrop } from './hooks/useFileDrop.ts';
import { useShortcut } from './hooks/useShortcut.ts';
import { TrainView } from './train/TrainView.tsx';

/** The header and the training view; in another page's frame, the view alone. */
export function Shell() {
  const { embed } = usePage();
  const openDialog = useDialogs();
  const { openFiles } = useActions();
  const dragging = useFileDrop(openFiles);
  useShortcut(
    '?',
    useCallback(() => openDialog('help'), [openDialog]),
  );

  return (
    <div className="app" data-embed={embed ?? undefined}>
      {embed === null ? <Header /> : <EmbedLink view={embed} />}
      <TrainView />
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
