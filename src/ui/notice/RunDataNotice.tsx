import { useTranslations } from 'use-intl';
import type { Notice } from '#session';
import { useArchiveName } from '../context/archiveName.ts';
import { useActions } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { ARCHIVE_INPUT_ID } from '../layout.ts';
import { Strip } from './Strip.tsx';

/** A run out of a file learnt from a data set that is not in use: open that one, or go on with the one in use. */
export function RunDataNotice(props: { notice: Extract<Notice, { kind: 'run-data' }> }) {
  const t = useTranslations('export.notice');
  const { acceptNotice, dismissNotice } = useActions();
  const inUse = useArchiveName();
  const { file, iteration, data } = props.notice;

  return (
    <Strip words={t.rich('runData', { ...tags, file, iteration, data })}>
      <button
        type="button"
        className="button primary"
        onClick={() => document.getElementById(ARCHIVE_INPUT_ID)?.click()}
      >
        {t('runDataOpen')}
      </button>
      <button type="button" className="button" onClick={acceptNotice}>
        {inUse === null ? t('runDataInvented') : t('runDataGoOn', { name: inUse })}
      </button>
      <button type="button" className="button" onClick={dismissNotice}>
        {t('runDataLeave')}
      </button>
    </Strip>
  );
}
