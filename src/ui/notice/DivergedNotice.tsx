import { useTranslations } from 'use-intl';
import type { Notice } from '#session';
import { useActions } from '../context/session.tsx';
import { rate } from '../format.ts';
import { tags } from '../i18n/tags.tsx';
import { Strip } from './Strip.tsx';

const words = { 'not-finite': 'notFinite', exploded: 'exploded', collapsed: 'collapsed' } as const;

/** The run cannot go on: what happened, the usual cause, what was kept, and the way on. */
export function DivergedNotice(props: { notice: Extract<Notice, { kind: 'diverged' }> }) {
  const t = useTranslations('notice');
  const { acceptNotice, reset } = useActions();
  const { cause, iteration, keptIteration: kept, suggestion } = props.notice;
  const onlyOuter = suggestion.innerLr === undefined && suggestion.outerLr !== undefined;

  return (
    <Strip
      trouble
      words={
        <>
          {t.rich(words[cause ?? 'not-finite'], { ...tags, iteration })}{' '}
          {onlyOuter
            ? t.rich('causeOuter', { ...tags, outerLr: rate(props.notice.outerLr) })
            : t.rich('causeInner', { ...tags, innerLr: rate(props.notice.innerLr) })}{' '}
          {t('kept', { kept })}
        </>
      }
    >
      <button type="button" className="button primary" onClick={acceptNotice}>
        <GoOn suggestion={suggestion} kept={kept} />
      </button>
      <button type="button" className="button" onClick={reset}>
        {t('reset')}
      </button>
    </Strip>
  );
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
