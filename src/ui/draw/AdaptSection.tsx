import { ArrowDown, Play } from 'lucide-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useShallow } from 'zustand/react/shallow';
import { exampleShown, isStale, shownSymbols } from '#session';
import { useDraw, useDrawState } from '../context/session.tsx';
import { smallNats } from '../format.ts';
import { useLasting } from '../hooks/useLasting.ts';
import { useMedia } from '../hooks/useMedia.ts';
import { useList } from '../i18n/useList.ts';
import { NARROW } from '../layout.ts';
import { LossCurve } from './LossCurve.tsx';
import { QUERY_ID } from './query-id.ts';
import { useNetworkFacts } from './useNetworkFacts.ts';

const NONE: readonly number[] = [];
/** Milliseconds after which a wait is told of, and can be ended. */
const LONG = 800;

/** Second: the inner loop on those drawings. */
export function AdaptSection() {
  const t = useTranslations('draw');
  const list = useList();
  const losses = useDrawState((state) => state.adapted?.supportLoss ?? NONE);
  const symbols = useDrawState((state) => state.adapted?.symbols.length ?? 0);

  return (
    <section className="draw-adapt" data-part="inner" aria-labelledby="draw-adapt">
      <div className="draw-head">
        <h2 id="draw-adapt">
          <span className="no">2</span>
          {t('adaptTitle')}
        </h2>
        <Task />
      </div>
      <AdaptButton />
      <ToQuery />
      <Examples />
      <div>
        <h3>{t('supportLoss')}</h3>
        <LossCurve losses={losses} />
        <p className="hidden" role="status">
          {losses.length > 0 && t('adapted', { symbols, values: list(losses.map(smallNats)) })}
        </p>
      </div>
    </section>
  );
}

/** What adapting will do, or what it waits for. */
function Task() {
  const t = useTranslations('draw');
  const facts = useNetworkFacts();
  const { shown, drawings, all } = useDrawState(
    useShallow(({ set }) => {
      const symbols = shownSymbols(set);
      const count = symbols.reduce((sum, symbol) => sum + symbol.drawings.length, 0);
      return { shown: symbols.length, drawings: count, all: set.symbols.length };
    }),
  );
  if (shown < 2) return <p className="note">{t('adaptNothing')}</p>;
  return (
    <p className="note">
      {facts === null ? t('adaptSome', { drawings }) : t('adaptMore', { steps: facts.steps, drawings })}{' '}
      {shown < all && t('leftOut', { count: all - shown })}
    </p>
  );
}

/** While a person has drawn nothing to adapt to: the whole view at one press. */
function Examples() {
  const t = useTranslations('draw');
  const draw = useDraw();
  const isNeeded = useDrawState(
    (state) => shownSymbols(state.set).length < 2 || exampleShown(state) !== null,
  );
  if (!isNeeded) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => draw.showExample()}>
        {t('example')}
      </button>
      <button type="button" className="button" onClick={() => draw.showLookAlikes(t('unnamed'))}>
        {t('lookAlikes')}
      </button>
    </>
  );
}

/** Where the third step lies below: the way there. */
function ToQuery() {
  const t = useTranslations('draw');
  const isBelow = useMedia(NARROW);
  const isReady = useDrawState((state) => state.adapted !== null && !isStale(state));
  if (!isBelow || !isReady) return null;
  return (
    <button type="button" className="button big primary" onClick={showQuery}>
      <ArrowDown className="icon" />
      {t('toQuery')}
    </button>
  );
}

function showQuery(): void {
  const heading = document.getElementById(QUERY_ID);
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}

function AdaptButton() {
  const t = useTranslations('draw');
  const draw = useDraw();
  const button = useRef<HTMLButtonElement>(null);
  const { adapting, adapted, stale, ready } = useDrawState(
    useShallow((state) => ({
      adapting: state.adapting,
      adapted: state.adapted !== null,
      stale: isStale(state),
      ready: shownSymbols(state.set).length >= 2,
    })),
  );
  const isLong = useLasting(adapting, LONG);

  function cancel(): void {
    draw.cancelAdapt();
    button.current?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={adapted && !stale ? 'button big outlined' : 'button big primary'}
        disabled={!ready}
        aria-disabled={adapting}
        onClick={() => adapting || draw.adapt()}
      >
        <Play className="icon solid" />
        {t(adapted ? 'adaptAgain' : 'adapt')}
      </button>
      {isLong && (
        <div className="adapting">
          <span role="status">{t('adapting')}</span>
          <div className="bar sliding" aria-hidden="true">
            <i />
          </div>
          <button type="button" className="button" onClick={cancel}>
            {t('cancel')}
          </button>
        </div>
      )}
      {stale && !adapting && (
        <p className="stale" role="status">
          {t('stale')}
        </p>
      )}
    </>
  );
}
