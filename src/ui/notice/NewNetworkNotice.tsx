import { useTranslations } from 'use-intl';
import type { RunSettings } from '#maml';
import type { Notice } from '#session';
import { useActions, useLive } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { Strip } from './Strip.tsx';

/** A change that would throw away what was learnt: asks first. */
export function NewNetworkNotice(props: { notice: Extract<Notice, { kind: 'new-network' }> }) {
  const t = useTranslations();
  const { acceptNotice, dismissNotice } = useActions();
  const iteration = useLive((state) => state.iteration);
  const changed = Object.keys(props.notice.change) as (keyof RunSettings)[];
  const lost = t('notice.newNetworkLost', { iteration });

  return (
    <Strip
      words={
        changed.length === 1
          ? t.rich('notice.newNetworkOne', { ...tags, setting: t(`settings.${changed[0]}`), lost })
          : t.rich('notice.newNetworkSeveral', { ...tags, lost })
      }
    >
      <button type="button" className="button primary" onClick={acceptNotice}>
        {t('notice.newNetworkAccept')}
      </button>
      <button type="button" className="button" onClick={dismissNotice}>
        {t('notice.newNetworkKeep')}
      </button>
    </Strip>
  );
}
