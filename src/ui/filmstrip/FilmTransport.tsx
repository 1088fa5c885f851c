import '../styles/film-transport.css';
import { Pause, Play as PlayIcon, Square } from 'lucide-react';
import { type KeyboardEvent, useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { isGoing } from '#session';
import { usePage } from '../context/page.tsx';
import { useActions, useFilm, useFilmState, useSession } from '../context/session.tsx';
import { Scrubber } from '../figure/Scrubber.tsx';
import { NewEpisode } from './NewEpisode.tsx';
import type { Play } from './usePlay.ts';

/** Beyond so many steps a disc has no room for its number. */
const CROWDED = 12;

/** Which step is shown, which episode, and whether the run goes on meanwhile. */
export function FilmTransport(props: {
  episode: number;
  step: number;
  steps: number;
  choose: (step: number) => void;
  play: Play;
}) {
  const { episode, step, steps, choose, play } = props;
  const t = useTranslations('filmstrip');
  const scrub = useCallback(
    (next: number) => {
      play.stop();
      choose(next);
    },
    [play.stop, choose],
  );

  function onKeyDown(event: KeyboardEvent) {
    // Buttons take the space bar for themselves.
    if (!(event.target instanceof HTMLInputElement)) return;
    const ends: Record<string, number> = { Home: 0, End: steps };
    if (event.key === ' ') play.toggle();
    else if (event.key in ends) focusStep(event.currentTarget, ends[event.key], scrub);
    else return;
    event.preventDefault();
  }

  return (
    <section className="transport film-transport" aria-label={t('controls')} onKeyDown={onKeyDown}>
      <button type="button" className="button tall primary film-play" onClick={play.toggle}>
        {play.playing ? <Square className="icon solid" /> : <PlayIcon className="icon solid" />}
        {t(play.playing ? 'stop' : 'play')}
      </button>
      <div className={steps > CROWDED ? 'film-scrub crowded' : 'film-scrub'}>
        <Scrubber steps={steps} value={step} onChange={scrub} />
      </div>
      <b className="film-step">{step === 0 ? t('before') : t('step', { step })}</b>
      <div className="film-tools">
        <RunToggle />
        <HoldToggle />
        <NewEpisode episode={episode} />
      </div>
    </section>
  );
}

function focusStep(within: Element, step: number, choose: (step: number) => void): void {
  within.querySelectorAll('input')[step]?.focus();
  choose(step);
}

function RunToggle() {
  const t = useTranslations('filmstrip');
  const going = useSession((state) => isGoing(state.phase));
  const standsIn = useFilmState((state) => state.film !== null && state.film.shipped !== null);
  const { start, pause } = useActions();
  return (
    <button type="button" className="button tall" onClick={going ? pause : start}>
      {going ? <Pause className="icon solid" /> : <PlayIcon className="icon solid" />}
      {t(going ? 'pause' : standsIn ? 'trainAfresh' : 'train')}
    </button>
  );
}

function HoldToggle() {
  const t = useTranslations('filmstrip');
  const { embed } = usePage();
  const film = useFilm();
  const held = useFilmState((state) => state.held);
  if (embed !== null) return null;
  return (
    <button
      type="button"
      className="button tall toggle"
      aria-pressed={held}
      title={t('holdMore')}
      onClick={() => film.hold(!held)}
    >
      {t('hold')}
    </button>
  );
}
