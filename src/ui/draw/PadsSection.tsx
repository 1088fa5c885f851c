import { Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { drawingsInUse, FEWEST_SYMBOLS, isStale, MOST_SHOTS, MOST_SYMBOLS } from '#session';
import { useDraw, useDrawState } from '../context/session.tsx';
import { Stepper } from '../controls/Stepper.tsx';
import { useMedia } from '../hooks/useMedia.ts';
import { PHONE } from '../layout.ts';
import { OneSymbol } from './OneSymbol.tsx';
import { SymbolRow } from './SymbolRow.tsx';

/** First: the symbols. */
export function PadsSection() {
  const t = useTranslations('draw');
  const draw = useDraw();
  const set = useDrawState((state) => state.set);
  const onPhone = useMedia(PHONE);
  const isWaiting = useDrawState((state) => state.adapted === null || isStale(state));
  const { symbols, shots } = set;
  const next = symbols.find((symbol) => drawingsInUse(set, symbol).length < shots);
  const nextId = isWaiting && next ? next.id : null;

  return (
    <section className="draw-pads" data-part="support" aria-labelledby="draw-pads">
      <div className="draw-head">
        <h2 id="draw-pads">
          <span className="no">1</span>
          {t('pads', { count: symbols.length })}
        </h2>
        <p className="note">{t('padsMore')}</p>
      </div>
      {onPhone ? (
        <OneSymbol set={set} nextId={nextId} />
      ) : (
        <>
          <div className="symbol-heads fine" aria-hidden="true">
            <span>{t('youDraw')}</span>
            <span>{t('networkSees')}</span>
          </div>
          <ol className="symbols" data-many={shots > 4 || undefined}>
            {symbols.map((symbol, i) => (
              <SymbolRow
                key={symbol.id}
                symbol={symbol}
                number={i + 1}
                shots={shots}
                isNext={symbol.id === nextId}
                removable={symbols.length > FEWEST_SYMBOLS}
              />
            ))}
          </ol>
        </>
      )}
      <div className="draw-row">
        <button
          type="button"
          className="button"
          disabled={symbols.length >= MOST_SYMBOLS}
          onClick={() => draw.addSymbol()}
        >
          <Plus className="icon" />
          {t('addSymbol')}
        </button>
        <button
          type="button"
          className="button"
          disabled={next === undefined}
          onClick={() => draw.drawSamples()}
        >
          {t('samples')}
        </button>
      </div>
      <div className="draw-row">
        <span>{t('eachShots')}</span>
        <Stepper
          name={t('eachShots')}
          value={shots}
          min={1}
          max={MOST_SHOTS}
          onChange={(value) => draw.setShots(value)}
        />
      </div>
    </section>
  );
}
