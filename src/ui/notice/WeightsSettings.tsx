import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RunSettings } from '#maml';
import { type AskedWeights, type SettingKey, settingsTable } from '#session';
import { useSession } from '../context/session.tsx';
import { NumberEntry } from '../controls/NumberEntry.tsx';
import { tags } from '../i18n/tags.tsx';
import { Choice } from '../settings/Choice.tsx';
import { limits } from '../settings/useSetting.ts';
import { Strip } from './Strip.tsx';

/** Weights from elsewhere: what their shapes tell, and fields for what only a person can say. */
export function WeightsSettings(props: {
  asked: AskedWeights;
  onGive: (settings: Partial<RunSettings>) => void;
  onClose: () => void;
}) {
  const t = useTranslations();
  const { file, shape, missing } = props.asked;
  // The run's own settings are as good a guess as any; they are looked at before they are taken.
  const { steps, innerLr, ink } = useSession((state) => state.settings);
  const [given, setGiven] = useState({ steps, innerLr, ink });
  const lacks = (key: SettingKey) => missing.includes(key);
  const network = t(`networks.${shape.network}`);

  return (
    <Strip
      words={t.rich('weights.asked', {
        ...tags,
        file: file.name,
        network,
        filters: shape.filters,
        ways: shape.ways,
      })}
    >
      {lacks('steps') && (
        <span className="notice-field">
          {t('settings.steps')}
          <NumberEntry
            label={t('settings.steps')}
            value={given.steps}
            {...limits('steps')}
            whole
            onChange={(steps) => setGiven({ ...given, steps })}
          />
        </span>
      )}
      {lacks('innerLr') && (
        <span className="notice-field">
          {t('settings.innerLr')}
          <NumberEntry
            label={t('settings.innerLr')}
            value={given.innerLr}
            {...limits('innerLr')}
            onChange={(innerLr) => setGiven({ ...given, innerLr })}
          />
        </span>
      )}
      {lacks('ink') && (
        <span className="notice-field">
          {t('settings.ink')}
          <Choice
            label={t('settings.ink')}
            value={given.ink}
            names={settingsTable.ink.choices}
            show={(name) => t(`inks.${name}`)}
            onChange={(ink) => setGiven({ ...given, ink })}
          />
        </span>
      )}
      <button type="button" className="button primary" onClick={() => props.onGive(given)}>
        {t('weights.open')}
      </button>
      <button type="button" className="button quiet" onClick={props.onClose}>
        {t('weights.leave')}
      </button>
    </Strip>
  );
}
