import { useTranslations } from 'use-intl';
import type { FilmTrouble } from '#session';
import { usePage } from '../context/page.tsx';
import { useFilm, useFilmState, useSession } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { NoticeStrip } from '../notice/NoticeStrip.tsx';
import { Strip } from '../notice/Strip.tsx';

/** One strip: the run's notice, else why there is no film. */
export function FilmNotice() {
  const ofRun = useSession((state) => state.notice !== null);
  const trouble = useFilmState((state) => state.trouble);
  return ofRun || trouble === null ? <NoticeStrip /> : <Trouble trouble={trouble} />;
}

function Trouble(props: { trouble: FilmTrouble }) {
  const { trouble } = props;
  const t = useTranslations('filmstrip');
  const pools = useTranslations('pools');
  const { setView } = usePage();
  const film = useFilm();

  if (trouble.kind === 'failed') {
    return (
      <Strip trouble words={t.rich('failed', { ...tags, message: trouble.message })}>
        <button type="button" className="button" onClick={() => film.retry()}>
          {t('retry')}
        </button>
      </Strip>
    );
  }
  const { what, pool, needed, found } = trouble;
  return (
    <Strip
      trouble
      words={t.rich(what === 'drawings' ? 'tooFewDrawings' : 'tooFewCharacters', {
        ...tags,
        part: pools(pool),
        needed,
        found,
      })}
    >
      <button type="button" className="button" onClick={() => setView('train')}>
        {t('toTraining')}
      </button>
    </Strip>
  );
}
