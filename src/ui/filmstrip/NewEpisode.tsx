import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';
import { useFilm, useFilmState, useSession } from '../context/session.tsx';
import { Hint } from '../controls/Hint.tsx';
import { useLasting } from '../hooks/useLasting.ts';

/** A wait of so many milliseconds is told of, and can be given up. */
const WAIT = 700;

/** Which episode is shown, and the way to another one; while that is being made, the way back. */
export function NewEpisode(props: { episode: number }) {
  const { episode } = props;
  const t = useTranslations('filmstrip');
  const { setPlace } = usePage();
  const film = useFilm();
  const shown = useFilmState((state) => state.film?.number ?? null);
  const working = useFilmState((state) => state.working);
  const waiting = useLasting(working && shown !== null && shown !== episode, WAIT);

  function giveUp() {
    film.cancel();
    setPlace({ episode: shown });
  }

  return (
    <>
      <span className="film-episode">
        <EpisodeName number={shown ?? episode} />
        {waiting && (
          <span className="bar sliding" aria-hidden="true">
            <i />
          </span>
        )}
      </span>
      {waiting ? (
        <button type="button" className="button tall" onClick={giveUp}>
          {t('cancel')}
        </button>
      ) : (
        <button type="button" className="button tall" onClick={() => setPlace({ episode: episode + 1 })}>
          {t('newEpisode')}
        </button>
      )}
    </>
  );
}

/** The first episode is the task beside the run, and has been chosen. */
function EpisodeName(props: { number: number }) {
  const { number } = props;
  const t = useTranslations();
  const watched = useSession((state) => ((state.dataset?.split.validation ?? 1) > 0 ? 'validation' : 'test'));
  const split = useFilmState((state) => state.film?.split ?? watched);
  const name = t('filmstrip.episode', { number, part: t(`pools.${split}`) });
  if (number > 1) return name;
  return <Hint hint={t('figure.chosen')}>{name}</Hint>;
}
