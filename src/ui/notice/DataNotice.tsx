import { useTranslations } from 'use-intl';
import type { Notice } from '#session';
import { useArchiveName } from '../context/archiveName.ts';
import { useActions } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { ARCHIVE_INPUT_ID } from '../layout.ts';
import { CloseButton } from './CloseButton.tsx';
import { Strip } from './Strip.tsx';

/** The message for each way in which a data set can be bad. */
const MESSAGES = {
  'not-a-zip': 'notAZip',
  truncated: 'truncated',
  encrypted: 'encrypted',
  empty: 'empty',
  'no-drawings': 'noDrawings',
  bomb: 'bomb',
  'all-corrupt': 'allCorrupt',
  unreadable: 'unreadable',
  'too-few': 'tooFew',
} as const;

function messageFor(code: string) {
  return code in MESSAGES ? MESSAGES[code as keyof typeof MESSAGES] : 'other';
}

/** What was wrong with the files, and that the set in use is safe. */
export function DataNotice(props: { notice: Extract<Notice, { kind: 'data' }> }) {
  const t = useTranslations();
  const { code, file } = props.notice;
  const { dismissNotice } = useActions();
  const inUse = useArchiveName();

  function chooseAnother() {
    dismissNotice();
    document.getElementById(ARCHIVE_INPUT_ID)?.click();
  }

  return (
    <Strip
      trouble
      words={
        <>
          {t.rich(`data.${messageFor(code)}`, { ...tags, file })}{' '}
          {inUse === null ? t('data.safeInvented') : t('data.safe', { name: inUse })}
        </>
      }
    >
      <button type="button" className="button" onClick={chooseAnother}>
        {t('notice.chooseAnother')}
      </button>
      <CloseButton />
    </Strip>
  );
}
