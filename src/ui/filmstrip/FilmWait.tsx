import { useTranslations } from 'use-intl';
import { useFilm, useFilmState, useSession } from '../context/session.tsx';

/** In place of the first film, while it is being made. */
export function FilmWait() {
  const t = useTranslations('filmstrip');
  const film = useFilm();
  const working = useFilmState((state) => state.working);
  const held = useFilmState((state) => state.held);
  const idle = useFilmState((state) => state.held || state.trouble !== null);
  const ways = useSession((state) => state.settings.ways);

  return (
    <main className="film-wait" aria-label={t('label')}>
      <p>{working ? t('working', { ways }) : t(idle ? 'nothing' : 'opening')}</p>
      {held && (
        <button type="button" className="button" onClick={() => film.hold(false)}>
          {t('makeOne')}
        </button>
      )}
      {!idle && (
        <div className="bar sliding" aria-hidden="true">
          <i />
        </div>
      )}
      {working && (
        <button type="button" className="button" onClick={() => film.cancel()}>
          {t('cancel')}
        </button>
      )}
    </main>
  );
}
