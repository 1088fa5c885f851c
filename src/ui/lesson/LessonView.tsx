import 'katex/dist/katex.min.css';
import '../styles/lesson.css';
import { useEffect, useLayoutEffect, useState } from 'react';
import { usePage } from '../context/page.tsx';
import { useLesson, useLessonActions } from '../context/session.tsx';
import { TrainStage } from '../train/TrainStage.tsx';
import { LessonPanel } from './LessonPanel.tsx';
import { useSingledOut } from './useSingledOut.ts';

/** The run, and the lesson beside it in place of the settings. The address says at which step. */
export default function LessonView() {
  const { lesson: place, setPlace } = usePage();
  const { enter, leave, goTo, singleOut } = useLessonActions();
  // The place that the view was opened at; later ones are gone to.
  const [initial] = useState(place);
  const step = useLesson((state) => state.step);
  useSingledOut(singleOut);

  const [entered, setEntered] = useState(false);

  useLayoutEffect(() => {
    enter(initial === null ? null : initial - 1);
    setEntered(true);
    return leave;
  }, [enter, leave, initial]);

  useEffect(() => {
    if (place !== null) goTo(place - 1);
    else setPlace({ lesson: step + 1 });
  }, [place, step, goTo, setPlace]);

  return (
    <>
      <TrainStage />
      {entered && <LessonPanel />}
    </>
  );
}
