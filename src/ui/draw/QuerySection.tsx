import { useTranslations } from 'use-intl';
import { isBlank } from '#data';
import { canUndo, QUERY_PAD, shownSymbols } from '#session';
import { useDraw, useDrawState } from '../context/session.tsx';
import { AnswerBars } from './AnswerBars.tsx';
import { HowOften } from './HowOften.tsx';
import { useSymbolName } from './names.ts';
import { Pad } from './Pad.tsx';
import { PadTools } from './PadTools.tsx';
import { QUERY_ID } from './query-id.ts';
import { Seen } from './Seen.tsx';
import { Verdict } from './Verdict.tsx';

/** Third: one of the symbols again, and what is said of it. */
export function QuerySection() {
  const t = useTranslations('draw');
  const draw = useDraw();
  const nameOf = useSymbolName();
  const query = useDrawState((state) => state.query);
  const redrawn = useDrawState((state) => state.redrawn);
  const undoable = useDrawState((state) => canUndo(state.history, QUERY_PAD, query));
  const isReady = useDrawState((state) => state.adapted !== null);
  const canSample = useDrawState((state) => state.adapted !== null || shownSymbols(state.set).length > 0);

  return (
    <section className="draw-query" data-part="query" aria-labelledby={QUERY_ID}>
      <div className="draw-head">
        <h2 id={QUERY_ID} tabIndex={-1}>
          <span className="no">3</span>
          {t('queryTitle')}
        </h2>
        <p className="note">{t('queryMore')}</p>
      </div>
      <div className="query">
        <Pad
          label={`${t('query')}, ${t('strokes', { count: query.length })}`}
          drawing={query}
          large
          active={isReady}
          hint={isReady ? t('here') : undefined}
          onLine={(drawing, isDone) => draw.drawQuery(drawing, isDone)}
        />
        <div className="query-side">
          <span className="fine">{t('networkSeesShort')}</span>
          <Seen drawing={query} label={t('networkSeesShort')} />
          <PadTools
            name={t('query')}
            isBlank={isBlank(query)}
            canUndo={undoable}
            onUndo={() => draw.undoQuery()}
            onClear={() => draw.clearQuery()}
          />
          <button type="button" className="button" disabled={!canSample} onClick={() => draw.sampleQuery()}>
            {t('sampleQuery')}
          </button>
          {redrawn && <p className="fine">{t('redrawn', { name: nameOf(redrawn) })}</p>}
        </div>
        <Verdict />
      </div>
      <AnswerBars />
      <HowOften />
    </section>
  );
}
