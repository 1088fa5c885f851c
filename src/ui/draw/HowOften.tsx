import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { exampleShown, isShipped, lookAlikesMeasured, networkInUse } from '#session';
import { useDrawState } from '../context/session.tsx';
import { termTags } from '../glossary/Term.tsx';
import { tenths } from './tenths.ts';

const answerers = ['learnt', 'random', 'nearest'] as const;
type Shares = Record<(typeof answerers)[number], number>;

/** How often the shipped network is right about single drawings, as measured beside its two baselines. */
export function HowOften() {
  const t = useTranslations('draw');
  const network = useDrawState(networkInUse);
  const example = useDrawState(exampleShown);
  const facts = useDrawState(({ shipped }) => (isShipped(network) ? shipped[network] : null));
  const measured = facts?.measured;
  const drawn = measured?.drawn;
  if (!facts || !drawn) return null;
  const { queryAccuracy } = measured;
  const together = tenths(queryAccuracy[queryAccuracy.length - 1]);
  const isAlike = example === 'alike' && network === lookAlikesMeasured.network;

  return (
    <div className="how-often">
      <h3>{t('howOften')}</h3>
      {isAlike && (
        <>
          <p className="fine">{t('howOftenAlike', { drawings: lookAlikesMeasured.drawings })}</p>
          <Rates shares={lookAlikesMeasured} />
        </>
      )}
      <p className="fine">
        {t('howOftenMore', { ways: facts.ways, tasks: drawn.tasks })}{' '}
        {t.rich('together', { ...termTags, accuracy: together })}
      </p>
      <Rates shares={drawn} intervals={drawn.ci95} />
    </div>
  );
}

function Rates(props: { shares: Shares; intervals?: Shares }) {
  const { shares, intervals } = props;
  const t = useTranslations('draw');
  const names = { learnt: t('barShipped'), random: t('barRandom'), nearest: t('barNearest') };
  return (
    <dl>
      {answerers.map((answerer) => {
        const share = tenths(shares[answerer]);
        return (
          <div key={answerer}>
            <dt>{names[answerer]}</dt>
            <dd>
              <i
                className={`answerer ${answerer}`}
                style={{ inlineSize: `${100 * shares[answerer]}%` } as CSSProperties}
                aria-hidden="true"
              />
              <span>
                {intervals === undefined
                  ? t('share', { share })
                  : t('interval', { share, interval: tenths(intervals[answerer]) })}
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
