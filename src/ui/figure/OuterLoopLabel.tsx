import { useTranslations } from 'use-intl';
import { useSession } from '../context/session.tsx';
import { rate } from '../format.ts';
import { tags } from '../i18n/tags.tsx';
import { OUTER_RATE_ID } from '../layout.ts';

/** What the outer loop does, and its rate: pressing the rate leads to its slider. */
export function OuterLoopLabel() {
  const t = useTranslations('figure');
  const steps = useSession((state) => state.settings.steps);
  const tasks = useSession((state) => state.settings.metaBatch);
  const outerLr = useSession((state) => state.settings.outerLr);

  return (
    <div className="outer-label" data-over data-part="outer">
      <b>{t('outer')}</b>
      <span className="long">{t.rich('outerMore', { ...tags, steps, tasks })}</span>
      <button
        type="button"
        className="chip"
        data-part="beta"
        title={t('betaLabel')}
        onClick={() => document.getElementById(OUTER_RATE_ID)?.focus()}
      >
        {t.rich('beta', { ...tags, rate: rate(outerLr) })}
      </button>
    </div>
  );
}
