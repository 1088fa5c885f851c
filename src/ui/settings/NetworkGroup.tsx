import { useTranslations } from 'use-intl';
import { settingsTable } from '#session';
import { Hint } from '../controls/Hint.tsx';
import { NumberEntry } from '../controls/NumberEntry.tsx';
import { Choice } from './Choice.tsx';
import { NewNetworkMark } from './NewNetworkMark.tsx';
import { limits, useSetting } from './useSetting.ts';

const FILTERS = [8, 16, 32, 48, 64];

/** The network and its random start; each of these begins a new one. */
export function NetworkGroup() {
  const t = useTranslations();
  const [network, setNetwork] = useSetting('network');
  const [filters, setFilters] = useSetting('filters');
  const [seed, setSeed] = useSetting('seed');
  // An address may ask for a number that the menu does not list.
  const counts = [...new Set([...FILTERS, filters])].sort((a, b) => a - b);

  return (
    <section className="group">
      <h3>
        <span className="plain">
          <Hint hint={t(`networkHints.${network}`)}>{t('settings.network')}</Hint>
          <NewNetworkMark />
        </span>
        <span>
          <NewNetworkMark /> {t('settings.newNetwork')}
        </span>
      </h3>
      <div className="row">
        <Choice
          label={t('settings.network')}
          value={network}
          names={settingsTable.network.choices}
          show={(name) => t(`networks.${name}`)}
          onChange={setNetwork}
        />
        <Choice
          label={t('settings.filters')}
          value={String(filters)}
          names={counts.map(String)}
          show={(count) => t('settings.filtersOf', { count: Number(count) })}
          onChange={(count) => setFilters(Number(count))}
        />
      </div>
      <div className="row">
        <span>{t('settings.seed')}</span>
        <NumberEntry label={t('settings.seed')} value={seed} {...limits('seed')} whole onChange={setSeed} />
      </div>
    </section>
  );
}
