import { useTranslations } from 'use-intl';
import { useActions, useSession } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { AsideNotice } from './AsideNotice.tsx';
import { CloseButton } from './CloseButton.tsx';
import { DataNotice } from './DataNotice.tsx';
import { DivergedNotice } from './DivergedNotice.tsx';
import { DrawingsNotice } from './DrawingsNotice.tsx';
import { ExamNotice } from './ExamNotice.tsx';
import { NewNetworkNotice } from './NewNetworkNotice.tsx';
import { RunDataNotice } from './RunDataNotice.tsx';
import { Strip } from './Strip.tsx';
import { TooFewNotice } from './TooFewNotice.tsx';
import { WeightsRemarks } from './WeightsRemarks.tsx';
import { WeightsSettings } from './WeightsSettings.tsx';

/** The notice of the session, if there is one; else the run that can be brought back. */
export function NoticeStrip() {
  const t = useTranslations('notice');
  const pool = useTranslations('pools');
  const notice = useSession((state) => state.notice);
  const aside = useSession((state) => state.aside);
  const { acceptNotice, dismissNotice, giveSettings, reset } = useActions();

  switch (notice?.kind) {
    case undefined:
      return aside === null ? null : <AsideNotice aside={aside} />;
    case 'drawings':
      return <DrawingsNotice notice={notice} />;
    case 'diverged':
      return <DivergedNotice notice={notice} />;
    case 'data':
      return <DataNotice notice={notice} />;
    case 'new-network':
      return <NewNetworkNotice notice={notice} />;
    case 'rebuilding':
      return (
        <Strip words={t.rich('rebuilding', { ...tags, iteration: notice.iteration })}>
          <div className="bar sliding" aria-hidden="true">
            <i />
          </div>
        </Strip>
      );
    case 'skipped':
      return (
        <Strip
          words={t.rich('skipped', {
            ...tags,
            count: notice.skipped,
            file: notice.file,
            example: notice.example,
          })}
        >
          <CloseButton />
        </Strip>
      );
    case 'too-few':
      return <TooFewNotice notice={notice} />;
    case 'exam':
      return <ExamNotice notice={notice} />;
    case 'no-exam':
      return (
        <Strip trouble words={t.rich('noExam', tags)}>
          <CloseButton />
        </Strip>
      );
    case 'trained-on':
      return (
        <Strip
          trouble
          words={t.rich('trainedOn', {
            ...tags,
            file: notice.file,
            part: pool(notice.part),
            known: notice.known,
            classes: notice.classes,
          })}
        >
          <CloseButton />
        </Strip>
      );
    case 'run-file':
      return (
        <Strip trouble words={<RunFileWords file={notice.file} message={notice.message} />}>
          <CloseButton />
        </Strip>
      );
    case 'run-data':
      return <RunDataNotice notice={notice} />;
    case 'weights-settings':
      return <WeightsSettings asked={notice} onGive={giveSettings} onClose={dismissNotice} />;
    case 'weights-remarks':
      return <WeightsRemarks remarked={notice} onClose={dismissNotice} />;
    case 'address':
      return (
        <Strip trouble words={t.rich('address', { ...tags, option: notice.option, value: notice.value })}>
          <CloseButton />
        </Strip>
      );
    case 'failed':
      return (
        <Strip trouble words={t.rich(`failed.${notice.what}`, { ...tags, message: notice.message })}>
          {notice.what === 'training' && (
            <button type="button" className="button" onClick={reset}>
              {t('reset')}
            </button>
          )}
          <CloseButton />
        </Strip>
      );
    case 'unloaded':
      return (
        <Strip trouble words={t.rich(`unloaded.${notice.what}`, tags)}>
          <button type="button" className="button" onClick={acceptNotice}>
            {t('tryAgain')}
          </button>
          <CloseButton />
        </Strip>
      );
  }
}

function RunFileWords(props: { file: string; message: string }) {
  return useTranslations('export.notice').rich('runFile', { ...tags, ...props });
}
