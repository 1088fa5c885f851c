import { useTranslations } from 'use-intl';
import type { BackendReport } from '#maml';
import { useActions, useSession } from '../context/session.tsx';
import { frequency } from '../format.ts';

/** What each backend of this machine was measured to do, and the way to measure again. */
export function BackendTrial() {
  const t = useTranslations();
  const report = useSession((state) => state.backend);
  const measuring = useSession((state) => state.measuring);
  const opening = useSession((state) => state.phase === 'opening');
  const { measureBackends } = useActions();

  return (
    <section aria-label={t('performance.trial')}>
      <div className="section-head">
        <h3>{t('performance.trial')}</h3>
        <button type="button" className="button small" disabled={opening} onClick={measureBackends}>
          {t('performance.measureAgain')}
        </button>
      </div>
      {report !== null && <Speeds report={report} />}
      <p className="fine" aria-live="polite">
        {opening
          ? measuring === null
            ? t('performance.preparing')
            : t('performance.measuring', { backend: t(`backends.${measuring}`) })
          : t('performance.override')}
      </p>
    </section>
  );
}

function Speeds(props: { report: BackendReport }) {
  const t = useTranslations();
  const { backend: inUse, trial, reason, renderer } = props.report;
  if (trial === undefined) return <p className="fine">{t('performance.trialNone')}</p>;
  const highest = Math.max(...trial.map((speed) => speed.iterationsPerSecond));

  return (
    <>
      <p className="fine">{t('performance.trialMore')}</p>
      <dl className="speeds">
        {trial.map(({ backend, iterationsPerSecond: rate }) => (
          <div key={backend}>
            <dt>{t(`backends.${backend}`)}</dt>
            <dd>
              <span className="measure" aria-hidden="true">
                <i style={{ width: `${(100 * rate) / (highest || 1)}%` }} />
              </span>
              {rate > 0 ? t('performance.speed', { rate: frequency(rate) }) : t('performance.failed')}
              {backend === inUse && <b> {t('performance.inUse')}</b>}
            </dd>
          </div>
        ))}
      </dl>
      {reason === 'software-webgl' && renderer !== undefined && (
        <p className="fine">{t('performance.softwareWebgl', { renderer })}</p>
      )}
    </>
  );
}
