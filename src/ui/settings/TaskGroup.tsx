import { useTranslations } from 'use-intl';
import { Stepper } from '../controls/Stepper.tsx';
import { NewNetworkMark } from './NewNetworkMark.tsx';
import { limits, useSetting } from './useSetting.ts';

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
          <Stepper name={t('ways')} value={ways} {...limits('ways')} onChange={setWays} />
        </div>
        <div>
          <span>{t('shots')}</span>
          <Stepper name={t('shots')} value={shots} {...limits('shots')} onChange={setShots} />
        </div>
        <div>
          <span>{t('queries')}</span>
          <Stepper name={t('queries')} value={queries} {...limits('queries')} onChange={setQueries} />
        </div>
      </div>
    </section>
  );
}
