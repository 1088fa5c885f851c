import { useTranslations } from 'use-intl';
import type { AsideRun } from '#session';
import { useActions } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { START_ID } from '../layout.ts';
import { Strip } from './Strip.tsx';

/** The run made way for another: it can be brought back, until it is given up. */
export function AsideNotice(props: { aside: AsideRun }) {
  const t = useTranslations('notice');
  const { bringBackRun, forgetRun } = useActions();

  /** The strip goes with its buttons; what comes next is to start, where that is in sight. */
  function then(action: () => void) {
    action();
    document.getElementById(START_ID)?.focus();
  }

  return (
    <Strip words={t.rich('aside', { ...tags, iteration: props.aside.iteration })}>
      <button type="button" className="button primary" onClick={() => then(bringBackRun)}>
        {t('asideBring')}
      </button>
      <button type="button" className="button quiet" onClick={() => then(forgetRun)}>
        {t('asideForget')}
      </button>
    </Strip>
  );
}
