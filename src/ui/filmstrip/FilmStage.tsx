import { type CSSProperties, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';
import { useMedia } from '../hooks/useMedia.ts';
import { useSize } from '../hooks/useSize.ts';
import { NARROW, PHONE } from '../layout.ts';
import { stepsUpTo } from '../steps.ts';
import { FilmCurve } from './FilmCurve.tsx';
import { filmLayout, type Stand } from './filmLayout.ts';
import { BOTH, type FilmView, type Pick, type Who } from './filmView.ts';
import { HoverNote } from './HoverNote.tsx';
import { Pager } from './Pager.tsx';
import { Strip } from './Strip.tsx';
import { type Place, placeAfter, placeUnder, tileAt } from './tilePlace.ts';

/** Beyond so many steps only the figures fit under a frame. */
const ROOMY = 8;

/** Both strips, one above the other, and the curves under the frames. */
export function FilmStage(props: {
  view: FilmView;
  step: number;
  choose: (step: number) => void;
  pick: Pick;
  onPick: (pick: Pick) => void;
}) {
  const { view, step, choose, pick, onPick } = props;
  const t = useTranslations('filmstrip');
  const [ref, size] = useSize<HTMLElement>();
  const stand = useStand();
  const layout = size && filmLayout(inside(size, stand), view, stand);
  const [at, setAt] = useState({ symbol: 0, query: 0 });
  const first = {
    symbol: Math.min(at.symbol, view.ways - 1),
    query: Math.min(at.query, view.queries - 1),
  };
  const symbols = range(first.symbol, layout?.classes ?? 0, view.ways);
  const queries = range(first.query, layout?.queries ?? 0, view.queries);
  const steps = stand === 'phone' ? [step] : stepsUpTo(view.steps);
  const [who, setWho] = useState<Who>('learnt');
  const focused = useRef<Place | null>(null);

  /** Another page of symbols or drawings, whose first one is picked. */
  function turn(to: Partial<Pick>) {
    setAt({ ...first, ...to });
    onPick({ ...pick, ...to });
  }

  function go(place: Place) {
    onPick({ symbol: place.symbol, query: place.query });
    setWho(place.who);
    if (place.step !== step) choose(place.step);
  }

  function onClick(event: MouseEvent) {
    const place = placeUnder(event.target);
    if (place !== null) go(place);
    else {
      const at = event.target instanceof Element && event.target.closest<HTMLElement>('[data-step]');
      if (at) choose(Number(at.dataset.step));
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const place = placeUnder(event.target);
    const next = place && placeAfter(event.key, place, { symbols, queries, steps: view.steps });
    if (next === null) return;
    event.preventDefault();
    go(next);
    focused.current = next;
  }

  // On a phone the next step's drawings are there only now.
  useEffect(() => {
    if (focused.current !== null) tileAt(ref.current, focused.current)?.focus();
    focused.current = null;
  });

  return (
    <main
      ref={ref}
      className={`film ${layout?.pictures === false ? 'marks' : ''} ${view.steps > ROOMY ? 'many' : ''}`}
      style={
        {
          '--n': steps.length,
          '--queries': queries.length,
          '--shots': layout?.shots,
          '--tile': `${layout?.tile}px`,
          '--support': `${layout?.support}px`,
        } as CSSProperties
      }
      aria-label={t('label')}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {layout && (
        <>
          {BOTH.map((one) => (
            <Strip
              key={one}
              who={one}
              view={view}
              step={step}
              steps={steps}
              symbols={symbols}
              queries={queries}
              shots={layout.shots}
              pictures={layout.pictures}
              pick={pick}
              focusable={one === who}
            />
          ))}
          {(symbols.length < view.ways || queries.length < view.queries) && (
            <div className="film-pages">
              <Pager
                kind="symbols"
                first={first.symbol}
                shown={symbols.length}
                size={layout.classes}
                all={view.ways}
                onTurn={(symbol) => turn({ symbol })}
              />
              <Pager
                kind="drawings"
                first={first.query}
                shown={queries.length}
                size={layout.queries}
                all={view.queries}
                onTurn={(query) => turn({ query })}
              />
              <span className="fine">{t('fullCount')}</span>
            </div>
          )}
          <FilmCurve kind="accuracy" view={view} step={step} narrow={stand === 'phone'} />
          {stand !== 'show' && <FilmCurve kind="loss" view={view} step={step} narrow={stand === 'phone'} />}
          <HoverNote view={view} stage={ref} />
        </>
      )}
    </main>
  );
}

function useStand(): Stand {
  const { present, embed } = usePage();
  const onPhone = useMedia(PHONE);
  const isNarrow = useMedia(NARROW);
  if (onPhone) return 'phone';
  if (embed !== null || (present && !isNarrow)) return 'show';
  return isNarrow ? 'column' : 'window';
}

/** The room within the stage's padding, which is this wide on each side, in rem sixteenths. */
function inside({ width, height, unit }: { width: number; height: number; unit: number }, stand: Stand) {
  const padding = stand === 'window' ? 24 : 16;
  return { width: width - 2 * padding * unit, height, unit };
}

function range(first: number, count: number, all: number): number[] {
  return Array.from({ length: Math.min(count, all - first) }, (_, i) => first + i);
}
