import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { isShipped, networkInUse } from '#session';
import { useDrawState } from '../context/session.tsx';
import { tenths } from './tenths.ts';

const answerers = ['learnt', 'random', 'nearest'] as const;

/** How often the shipped network is right about single drawings, as measured beside its two baselines. */
export function HowOften() {
  const t = useTranslations('draw');
  const facts = useDrawState((state) => {
    const network = networkInUse(state);
    return isShipped(network) ? state.shipped[network] : null;
  });
  const drawn = facts?.measured?.drawn;
  if (!facts || !drawn) return null;
  const names = { learnt: t('barShipped'), random: t('barRandom'), nearest: t('barNearest') };
  return (
    <div className="how-often">
      <h3>{t('howOften')}</h3>
      <p className="fine">{t('howOftenMore', { ways: facts.ways, tasks: drawn.tasks })}</p>
      <dl>
        {answerers.map((answerer) => (
          <div key={answerer}>
            <dt>{names[answerer]}</dt>
            <dd>
              <i
                className={`answerer ${answerer}`}
                style={{ inlineSize: `${100 * drawn[answerer]}%` } as CSSProperties}
                aria-hidden="true"
              />
              <span>
                {t('interval', { share: tenths(drawn[answerer]), interval: tenths(drawn.ci95[answerer]) })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
