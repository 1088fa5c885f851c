import { type CSSProperties, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { isShipped } from '#session';
import { useDrawState } from '../context/session.tsx';
import { percent } from '../format.ts';
import { termTags } from '../glossary/Term.tsx';
import { useSymbolName } from './names.ts';
import { Seen } from './Seen.tsx';

/** More symbols than this stand in two columns. */
const ONE_COLUMN = 7;

const width = (share: number): CSSProperties => ({ inlineSize: `${100 * share}%` });

/** Three bars a symbol: solid the network's probability, hatched the random start's, hollow the nearest neighbour's choice. */
export function AnswerBars() {
  const t = useTranslations('draw');
  const nameOf = useSymbolName();
  const adapted = useDrawState((state) => state.adapted);
  const answers = useDrawState((state) => state.answers);
  const says = useMemo(() => answers?.learnt.indexOf(Math.max(...answers.learnt)), [answers]);
  if (adapted === null) return null;
  const { symbols, network } = adapted;
  const isShippedNetwork = isShipped(network);

  return (
    <>
      <p className="fine">{t.rich('confidence', termTags)}</p>
      <ol
        className="answer-bars"
        data-many={symbols.length > ONE_COLUMN || undefined}
        style={{ '--rows': Math.ceil(symbols.length / 2) } as CSSProperties}
        aria-label={t('bars')}
      >
        {symbols.map((symbol, i) => {
          const learnt = answers?.learnt[i] ?? 0;
          const random = answers?.random[i] ?? 0;
          const isNearest = answers?.nearest === i;
          return (
            <li key={symbol.number} data-says={says === i || undefined}>
              <span className="hidden">
                {t('bar', {
                  name: nameOf(symbol),
                  learnt: percent(learnt),
                  random: percent(random),
                  nearest: isNearest ? 'yes' : 'no',
                })}
              </span>
              <b aria-hidden="true">{symbol.number}</b>
              <Seen drawing={symbol.drawings[0]} />
              <span className="three-bars" aria-hidden="true">
                <i className="answerer learnt" style={width(learnt)} />
                <i className="answerer random" style={width(random)} />
                {isNearest && <i className="answerer nearest" />}
              </span>
              <span className="share" aria-hidden="true">
                {answers && percent(learnt)}
              </span>
            </li>
          );
        })}
      </ol>
      <p className="bars-legend" aria-hidden="true">
        <span>
          <i className="answerer learnt" />
          {t(isShippedNetwork ? 'barShipped' : 'barNetwork')}
        </span>
        <span>
          <i className="answerer random" />
          {t('barRandom')}
        </span>
        <span>
          <i className="answerer nearest" />
          {t('barNearest')}
        </span>
      </p>
    </>
  );
}
