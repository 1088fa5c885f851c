import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';
import { useLive } from '../context/session.tsx';
import { count } from '../format.ts';
import { TransportRates } from '../settings/TransportRates.tsx';
import { RunButtons } from './RunButtons.tsx';
import { Sentence } from './Sentence.tsx';
import { Stats } from './Stats.tsx';

/** The run's controls, where it stands, and what that means in a sentence. */
export function Transport() {
  const t = useTranslations('transport');
  const { present } = usePage();

  return (
    <section className="transport" aria-label={t('label')}>
      <RunButtons />
      <IterationCounter />
      <Sentence />
      {present ? <TransportRates /> : <Stats />}
    </section>
  );
}

function IterationCounter() {
  const t = useTranslations('transport');
  const iteration = useLive((state) => state.iteration);
  return (
    <p className="iteration">
      <b>{count(iteration)}</b> <span className="fine">{t('iteration')}</span>
    </p>
  );
}
