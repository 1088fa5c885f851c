import { useTranslations } from 'use-intl';
import type { BackendReport } from '#maml';
import { useSession } from '../context/session.tsx';
import { Hint } from '../controls/Hint.tsx';
import { useSpeeds } from '../performance/useSpeeds.ts';

/** The backend in use; its hint tells why this one. */
export function BackendStat() {
  const t = useTranslations();
  const report = useSession((state) => state.backend);
  const thread = useSession((state) => state.thread);
  const why = useWhy(report, thread);

  return (
    <div className="stat backend">
      <dt>{t('transport.backend')}</dt>
      <dd>
        {report === null || thread === null ? (
          t('transport.preparing')
        ) : (
          <Hint hint={why}>{t(`backendOn.${thread}`, { backend: t(`backendShort.${report.backend}`) })}</Hint>
        )}
      </dd>
    </div>
  );
}

function useWhy(report: BackendReport | null, thread: 'worker' | 'main' | null): string {
  const t = useTranslations();
  const speeds = useSpeeds(report?.trial);
  if (report === null) return '';
  const { renderer } = report;
  const backend = t(`backends.${report.backend}`);
  const where =
    report.backend === 'webgl' && renderer !== undefined
      ? t('backendWhy.card', { backend, renderer })
      : t('backendWhy.fine', { backend });
  const reason = report.reason ?? (report.software ? 'software-webgl' : null);
  return [
    speeds === null ? where : t('backendWhy.trial', { speeds, backend }),
    reason && t(`backendWhy.${reason}`),
    t(thread === 'main' ? 'backendWhy.mainThread' : 'backendWhy.workerThread'),
  ]
    .filter(Boolean)
    .join(' ');
}
