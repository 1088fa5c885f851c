import { useTranslations } from 'use-intl';
import type { Notice } from '#session';
import { usePage } from '../context/page.tsx';
import { useActions, useDraw } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { CloseButton } from './CloseButton.tsx';
import { Strip } from './Strip.tsx';

/** A set of a person's own drawings, opened where archives are: the way to where it belongs. */
export function DrawingsNotice(props: { notice: Extract<Notice, { kind: 'drawings' }> }) {
  const t = useTranslations();
  const { acceptNotice, dismissNotice } = useActions();
  const { setView } = usePage();
  const draw = useDraw();
  const { file } = props.notice;

  function openInDraw() {
    dismissNotice();
    draw.openZip(file, t('draw.unnamed'));
    setView('draw');
  }

  return (
    <Strip words={t.rich('notice.drawings', { ...tags, file: file.name })}>
      <button type="button" className="button primary" onClick={openInDraw}>
        {t('notice.drawingsOpen')}
      </button>
      <button type="button" className="button" onClick={acceptNotice}>
        {t('notice.drawingsRead')}
      </button>
      <CloseButton />
    </Strip>
  );
}
