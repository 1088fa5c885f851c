import '../styles/film-margin.css';
import { useTranslations } from 'use-intl';
import { useScrollStop } from '../hooks/useScrollStop.ts';
import { Filters } from './Filters.tsx';
import type { FilmView, Pick } from './filmView.ts';
import { Movement } from './Movement.tsx';
import { PickedDrawing } from './PickedDrawing.tsx';
import { Probabilities } from './Probabilities.tsx';

/** The drawing picked, and what adaptation changed in the network. */
export function FilmMargin(props: { view: FilmView | null; step: number; pick: Pick }) {
  const { view, step, pick } = props;
  const t = useTranslations('filmstrip');
  const stop = useScrollStop<HTMLElement>();
  return (
    <aside {...stop} className="margin film-margin" aria-label={t('details')}>
      {view && (
        <>
          <PickedDrawing view={view} pick={pick} />
          <Probabilities view={view} step={step} pick={pick} />
          <Movement view={view} step={step} />
          <Filters view={view} step={step} />
        </>
      )}
    </aside>
  );
}
