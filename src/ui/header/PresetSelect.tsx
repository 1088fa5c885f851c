import { useTranslations } from 'use-intl';
import { matchingPreset, presetNames, settingsAskedFor } from '#session';
import { useActions, useSession } from '../context/session.tsx';

export function PresetSelect() {
  const t = useTranslations();
  const preset = useSession((state) => matchingPreset(settingsAskedFor(state)));
  const { choosePreset } = useActions();

  return (
    <label className="preset">
      <span className="fine">{t('header.preset')}</span>
      <select
        className="select"
        value={preset ?? ''}
        onChange={(event) => {
          const chosen = presetNames.find((name) => name === event.target.value);
          if (chosen) choosePreset(chosen);
        }}
      >
        {preset === null && <option value="">{t('header.own')}</option>}
        {presetNames.map((name) => (
          <option key={name} value={name}>
            {t(`presets.${name}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
