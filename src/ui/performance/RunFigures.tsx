import { useTranslations } from 'use-intl';
import { useFigures } from './useFigures.ts';

/** What the run costs, in figures. */
export function RunFigures() {
  const t = useTranslations('performance');
  const figures = useFigures();
  return (
    <section aria-label={t('run')}>
      <h3>{t('run')}</h3>
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
