import { useTranslations } from 'use-intl';
import { useActions, useSession } from '../context/session.tsx';
import { LogRange } from '../controls/LogRange.tsx';
import { rate } from '../format.ts';
import { tags } from '../i18n/tags.tsx';
import { OUTER_RATE_ID } from '../layout.ts';
import { INNER_RATE, OUTER_RATE } from './rates.ts';

/** The two learning rates beside the run's controls, where the settings have no room. */
export function TransportRates() {
  const t = useTranslations();
  const innerLr = useSession((state) => state.settings.innerLr);
  const outerLr = useSession((state) => state.settings.outerLr);
  const { change } = useActions();

  return (
    <div className="transport-rates">
      <div>
        <p>{t.rich('transport.innerRate', { ...tags, rate: rate(innerLr) })}</p>
        <LogRange
          label={t('settings.innerLr')}
          value={innerLr}
          min={INNER_RATE.min}
          max={INNER_RATE.max}
          onChange={(value) => change({ innerLr: value })}
        />
      </div>
      <div>
        <p>{t.rich('transport.outerRate', { ...tags, rate: rate(outerLr) })}</p>
        <LogRange
          id={OUTER_RATE_ID}
          label={t('settings.outerLr')}
          value={outerLr}
          min={OUTER_RATE.min}
          max={OUTER_RATE.max}
          onChange={(value) => change({ outerLr: value })}
        />
      </div>
    </div>
  );
}
