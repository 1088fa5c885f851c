import { type CSSProperties, type RefObject, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type FilmView, shareText } from './filmView.ts';
import { type Place, placeUnder, tileAt } from './tilePlace.ts';

/** The numbers of the drawing that is pointed at, or that the keys have come to, beside it. */
export function HoverNote(props: { view: FilmView; stage: RefObject<HTMLElement | null> }) {
  const { view, stage } = props;
  const t = useTranslations('filmstrip');
  const [place, setPlace] = useState<Place | null>(null);

  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const onOver = (event: Event) => setPlace(event.target && placeUnder(event.target));
    const onFocus = ({ target }: Event) =>
      setPlace(target instanceof Element && target.matches(':focus-visible') ? placeUnder(target) : null);
    const onLeave = () => setPlace(null);
    const listeners: [string, (event: Event) => void][] = [
      ['pointerover', onOver],
      ['pointerleave', onLeave],
      ['focusin', onFocus],
      ['focusout', onLeave],
    ];
    for (const [type, listener] of listeners) element.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of listeners) element.removeEventListener(type, listener);
    };
  }, [stage]);

  const tile = place && tileAt(stage.current, place);
  const answersOf = (who: 'learnt' | 'random') =>
    place && view[who].answers[place.step]?.[place.symbol * view.queries + place.query];
  const learnt = answersOf('learnt');
  const random = answersOf('random');
  if (!tile || !learnt || !random || place === null) return null;
  const { left, top, width } = tile.getBoundingClientRect();

  return (
    <p
      className="film-note"
      aria-hidden="true"
      style={{ '--x': `${left + width / 2}px`, top } as CSSProperties}
    >
      <span>{place.step === 0 ? t('before') : t('step', { step: place.step })}</span>
      <b>{t('says', { named: learnt.named + 1, probability: shareText(learnt.probability) })}</b>
      <span className="random-text">
        ◆ {t('says', { named: random.named + 1, probability: shareText(random.probability) })}
      </span>
    </p>
  );
}
