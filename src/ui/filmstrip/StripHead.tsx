import { useTranslations } from 'use-intl';
import { useFilm, useFilmState, useSession } from '../context/session.tsx';
import { rate } from '../format.ts';
import { tags } from '../i18n/tags.tsx';
import type { FilmView, Who } from './filmView.ts';

/** Whose strip it is, and how far that network has been trained. */
export function StripHead(props: { who: Who; view: FilmView }) {
  const { who, view } = props;
  const t = useTranslations('filmstrip');
  const { iteration } = view.film;

  return (
    <div className="strip-head">
      {who === 'learnt' ? (
        <p className="side">
          {t('support')}{' '}
          {view.shots > 1 && <small className="fine">{t('shots', { shots: view.shots })}</small>}
        </p>
      ) : (
        <p className="side" />
      )}
      <h2 id={`strip-${who}`} className={who === 'random' ? 'random-text' : undefined}>
        {who === 'random' ? `◆ ${t('random')}` : t('network')}
      </h2>
      <span className="strip-more" data-iteration={who === 'learnt' ? iteration : undefined}>
        {who === 'random' ? t('randomMore') : <Training view={view} />}
      </span>
      {who === 'learnt' && <StandIn view={view} />}
    </div>
  );
}

function Training(props: { view: FilmView }) {
  const { film, steps } = props.view;
  const { iteration, innerLr, shipped } = film;
  const t = useTranslations('filmstrip');
  const held = useFilmState((state) => state.held);
  const settings = useSession((state) => state.settings);
  const values = { ...tags, iteration, rate: rate(innerLr) };

  if (shipped !== null) return t.rich('networkShipped', values);
  if (iteration === 0) return t('networkUntrained');
  if (innerLr !== settings.innerLr || steps !== settings.evaluateSteps)
    return t.rich('networkOutdated', values);
  return t(held ? 'networkHeld' : 'networkAfter', { iteration });
}

/** Where the run has learnt nothing, to the network that comes with the page and back. */
function StandIn(props: { view: FilmView }) {
  const { shipped, iteration } = props.view.film;
  const t = useTranslations('filmstrip');
  const film = useFilm();
  if (shipped === null && iteration > 0) return null;
  return (
    <button type="button" className="button small" onClick={() => film.setStandIn(shipped === null)}>
      {t(shipped === null ? 'showShipped' : 'showRun')}
    </button>
  );
}
