import { useTranslations } from 'use-intl';
import { Stepper } from '../controls/Stepper.tsx';
import { NewNetworkMark } from './NewNetworkMark.tsx';
import { useSetting } from './useSetting.ts';

/** The shape of a task: N-way, K-shot, Q queries per class. */
export function TaskGroup() {
  const t = useTranslations('settings');
  const [ways, setWays] = useSetting('ways');
  const [shots, setShots] = useSetting('shots');
  const [queries, setQueries] = useSetting('queries');

  return (
    <section className="group">
      <h3>{t('task')}</h3>
      <div className="three">
        <div>
          <span>
            {t('ways')}
            <NewNetworkMark />
          </span>
          <Stepper name={t('ways')} value={ways} min={2} max={20} onChange={setWays} />
        </div>
        <div>
          <span>{t('shots')}</span>
          <Stepper name={t('shots')} value={shots} min={1} max={10} onChange={setShots} />
        </div>
        <div>
          <span>{t('queries')}</span>
          <Stepper name={t('queries')} value={queries} min={1} max={19} onChange={setQueries} />
        </div>
      </div>
    </section>
  );
}
