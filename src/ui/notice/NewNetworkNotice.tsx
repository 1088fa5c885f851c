import { useFormatter, useTranslations } from 'use-intl';
import type { RunSettings } from '#maml';
import { changeTakesHold, matchingPreset, type Notice, type SettingKey } from '#session';
import { useActions, useLive, useSession } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { Strip } from './Strip.tsx';

/** A change that takes a new network: asks first, and names what was chosen. */
export function NewNetworkNotice(props: { notice: Extract<Notice, { kind: 'new-network' }> }) {
  const t = useTranslations('notice');
  const { acceptNotice, dismissNotice } = useActions();
  const iteration = useLive((state) => state.iteration);
  const givesUp = useSession((state) => state.aside !== null);
  const choice = useChoice(props.notice.change);

  return (
    <Strip
      words={
        <>
          {t.rich('newNetwork', { ...tags, choice })} {t('newNetworkAside', { iteration })}{' '}
          {givesUp && t('newNetworkGivesUp')}
        </>
      }
    >
      <button type="button" className="button primary" onClick={acceptNotice}>
        {t('newNetworkAccept')}
      </button>
      <button type="button" className="button" onClick={dismissNotice}>
        {t('newNetworkKeep')}
      </button>
    </Strip>
  );
}

/** What was chosen: a preset by its name, else each setting that takes a new network, with its new value. */
function useChoice(change: Partial<RunSettings>): string {
  const t = useTranslations();
  const format = useFormatter();
  const settings = useSession((state) => state.settings);
  const asked = { ...settings, ...change };
  const preset = matchingPreset(asked);
  const keys = (Object.keys(change) as SettingKey[]).filter(
    (key) => changeTakesHold(key, settings, asked) === 'new-network',
  );
  if (preset !== null && Object.keys(change).length > 1) return t(`presets.${preset}`);
  const values: Partial<Record<SettingKey, string>> = {
    algorithm: t(`algorithms.${asked.algorithm}`),
    network: t(`networks.${asked.network}`),
    filters: t('settings.filtersOf', { count: asked.filters }),
    ink: t(`inks.${asked.ink}`),
    split: t(`splits.${asked.split}`),
    validationShare: t('shares', { share: asked.validationShare }),
  };
  const named = keys.map((key) => {
    const value = values[key] ?? String(asked[key]);
    return key === 'filters' ? value : t('notice.choice', { setting: t(`settings.${key}`), value });
  });
  return format.list(named, { type: 'conjunction' });
}
