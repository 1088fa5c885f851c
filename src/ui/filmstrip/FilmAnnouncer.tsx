import { useTranslations } from 'use-intl';
import { Announcer } from '../transport/Announcer.tsx';
import type { FilmView } from './filmView.ts';

/** Says now and then what the step shown reaches, and at once for another episode. */
export function FilmAnnouncer(props: { view: FilmView | null; step: number }) {
  const t = useTranslations('filmstrip');
  const { view, step } = props;
  if (view === null) return null;
  return (
    <Announcer topic={String(view.film.number)}>
      {t('announced', {
        iteration: view.film.iteration,
        step,
        right: view.learnt.right[step],
        all: view.drawings,
        random: view.random.right[step],
      })}
    </Announcer>
  );
}
