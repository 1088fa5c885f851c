import '../styles/filmstrip.css';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { usePage } from '../context/page.tsx';
import { useFilm, useFilmState, useSession } from '../context/session.tsx';
import { useShortcut } from '../hooks/useShortcut.ts';
import { useVisible } from '../hooks/useVisible.ts';
import { FilmAnnouncer } from './FilmAnnouncer.tsx';
import { FilmMargin } from './FilmMargin.tsx';
import { FilmNotice } from './FilmNotice.tsx';
import { FilmStage } from './FilmStage.tsx';
import { FilmTransport } from './FilmTransport.tsx';
import { FilmWait } from './FilmWait.tsx';
import { filmView } from './filmView.ts';
import { usePick } from './usePick.ts';
import { usePlay } from './usePlay.ts';
import { useStep } from './useStep.ts';

/** One task as pictures: what the network answers after each inner step, beside its random start. */
export default function FilmstripView() {
  const { episode: place, present, embed } = usePage();
  const episode = Math.max(1, place ?? 1);
  useFilmOf(episode);

  // Deferred: the frames are drawn in slices, and let keys go first.
  const film = useDeferredValue(useFilmState((state) => state.film));
  const view = useMemo(() => film && filmView(film), [film]);
  const stepsSet = useSession((state) => state.settings.evaluateSteps);
  const steps = view?.steps ?? stepsSet;
  const [step, choose] = useStep(steps);
  const play = usePlay(step, steps, choose);
  const [pick, setPick] = usePick(view);
  useShortcut(' ', play.toggle);

  return (
    <>
      <FilmTransport episode={episode} step={step} steps={steps} choose={choose} play={play} />
      <FilmNotice />
      {view === null ? (
        <FilmWait />
      ) : (
        <FilmStage view={view} step={step} choose={choose} pick={pick} onPick={setPick} />
      )}
      {!present && embed === null && <FilmMargin view={view} step={step} pick={pick} />}
      <FilmAnnouncer view={view} step={step} />
    </>
  );
}

/** Has films of an episode made for as long as the view can be seen. */
function useFilmOf(episode: number): void {
  const film = useFilm();
  const visible = useVisible();
  useEffect(() => {
    if (visible) film.show(episode);
  }, [film, visible, episode]);
  useEffect(() => {
    if (!visible) return;
    return () => film.leave();
  }, [film, visible]);
}
