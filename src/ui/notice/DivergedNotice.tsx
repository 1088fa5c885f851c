import { useTranslations } from 'use-intl';
import type { Notice } from '#session';
import { useActions, useSession } from '../context/session.tsx';
import { rate } from '../format.ts';
import { tags } from '../i18n/tags.tsx';
import { Strip } from './Strip.tsx';

type Diverged = Extract<Notice, { kind: 'diverged' }>;

/** The run does not come back by itself: what happened, the usual cause, what was kept, and the way on. */
export function DivergedNotice(props: { notice: Diverged }) {
  const t = useTranslations('notice');
  const { acceptNotice, keepGoing, reset } = useActions();
  const { cause, iteration, keptIteration: kept, suggestion } = props.notice;
  const canKeepGoing = cause === 'exploded' || cause === 'collapsed';
  const onlyOuter = suggestion.innerLr === undefined && suggestion.outerLr !== undefined;

  return (
    <Strip
      trouble
      words={
        <>
          <Seen notice={props.notice} />{' '}
          {onlyOuter
            ? t.rich('causeOuter', { ...tags, outerLr: rate(props.notice.outerLr) })
            : t.rich('causeInner', { ...tags, innerLr: rate(props.notice.innerLr) })}{' '}
          {!canKeepGoing && t('kept', { kept })}
        </>
      }
    >
      <button type="button" className="button primary" onClick={acceptNotice}>
        <GoOn suggestion={suggestion} kept={kept} />
      </button>
      {canKeepGoing && (
        <button type="button" className="button" onClick={keepGoing}>
          {t('keepGoing', { iteration })}
        </button>
      )}
      <button type="button" className="button" onClick={reset}>
        {t('reset')}
      </button>
    </Strip>
  );
}

/** A loss with two decimals, one that has exploded with none. */
const rounded = (loss: number) => (loss < 100 ? Number(loss.toFixed(2)) : Math.round(loss));

function Seen({ notice: { cause, trend, iteration } }: { notice: Diverged }) {
  const t = useTranslations('notice');
  const ways = useSession((state) => state.settings.ways);
  if (cause === 'exploded' && trend !== null) {
    const { window, loss, before } = trend;
    const losses = { loss: rounded(loss), before: rounded(before), guessing: rounded(Math.log(ways)) };
    return t.rich('exploded', { ...tags, ...losses, window });
  }
  if (cause === 'collapsed') return t.rich('collapsed', { ...tags, iteration });
  return t.rich(cause === 'not-finite' ? 'notFinite' : 'notFiniteParameters', { ...tags, iteration });
}

function GoOn(props: { suggestion: { innerLr?: number; outerLr?: number }; kept: number }) {
  const t = useTranslations('notice');
  const { suggestion, kept } = props;
  const { innerLr, outerLr } = suggestion;
  if (innerLr !== undefined && outerLr !== undefined) {
    return t.rich('goOnBoth', { ...tags, innerLr: rate(innerLr), outerLr: rate(outerLr), kept });
  }
  if (innerLr !== undefined) return t.rich('goOnInner', { ...tags, innerLr: rate(innerLr), kept });
  if (outerLr !== undefined) return t.rich('goOnOuter', { ...tags, outerLr: rate(outerLr), kept });
  return t('goOn', { kept });
}
