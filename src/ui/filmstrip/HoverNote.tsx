import { type RefObject, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { percent } from '../format.ts';
import type { FilmView } from './filmView.ts';
import { type Place, placeUnder, tileAt } from './tilePlace.ts';

/** The numbers of the drawing that is pointed at, beside it. */
export function HoverNote(props: { view: FilmView; stage: RefObject<HTMLElement | null> }) {
  const { view, stage } = props;
  const t = useTranslations('filmstrip');
  const [place, setPlace] = useState<Place | null>(null);

  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const onOver = (event: Event) => setPlace(event.target && placeUnder(event.target));
    const onLeave = () => setPlace(null);
    element.addEventListener('pointerover', onOver);
    element.addEventListener('pointerleave', onLeave);
    return () => {
      element.removeEventListener('pointerover', onOver);
      element.removeEventListener('pointerleave', onLeave);
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
    <p className="film-note" aria-hidden="true" style={{ left: left + width / 2, top }}>
      <span>{place.step === 0 ? t('before') : t('step', { step: place.step })}</span>
      <b>{t('says', { named: learnt.named + 1, probability: percent(learnt.probability) })}</b>
      <span className="random-text">
        ◆ {t('says', { named: random.named + 1, probability: percent(random.probability) })}
      </span>
    </p>
  );
}
