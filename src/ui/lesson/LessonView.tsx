import 'katex/dist/katex.min.css';
import '../styles/lesson.css';
import '../styles/lesson-layout.css';
import '../styles/lesson-lit.css';
import '../styles/lesson-pictures.css';
import '../styles/lesson-task.css';
import '../styles/closing.css';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { lessonSteps } from '#session';
import { usePage } from '../context/page.tsx';
import { useLesson, useLessonActions } from '../context/session.tsx';
import { useMedia } from '../hooks/useMedia.ts';
import { FurtherWords } from '../i18n/FurtherWords.tsx';
import { lazyPart } from '../parts/lazyPart.tsx';
import { PartBoundary } from '../parts/PartBoundary.tsx';
import { StageFailure } from '../parts/StageFailure.tsx';
import { TrainStage } from '../train/TrainStage.tsx';
import { Closing } from './Closing.tsx';
import { LessonPanel } from './LessonPanel.tsx';
import { NARROW_BESIDE } from './media.ts';
import { useSingledOut } from './useSingledOut.ts';

const DrawView = lazyPart(() => import('../draw/DrawView.tsx'));

/**
 * The run, or at the lesson's end the drawing view, and the lesson beside it in place of the settings; after its
 * last step, a page to close with. The address says at which step.
 */
export default function LessonView() {
  return (
    <FurtherWords>
      <Lesson />
    </FurtherWords>
  );
}

function Lesson() {
  const t = useTranslations('views');
  const { lesson: place, setPlace } = usePage();
  const { enter, leave, goTo, singleOut } = useLessonActions();
  // The place that the view was opened at; later ones are gone to.
  const [initial] = useState(place);
  const step = useLesson((state) => state.step);
  const isNarrow = useMedia(NARROW_BESIDE);
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

  if (place !== null && place > lessonSteps.length) return <Closing />;
  const isDrawing = lessonSteps[step].id === 'draw';
  return (
    <>
      {/* Scrolls where the lesson beside it leaves too little room. */}
      <div className={isDrawing ? 'lesson-stage draw-stage' : 'lesson-stage'}>
        {isDrawing ? (
          <PartBoundary
            of="draw"
            waiting={<p className="view-waiting">{t('loading')}</p>}
            Failure={StageFailure}
          >
            <DrawView />
          </PartBoundary>
        ) : (
          <TrainStage narrow={isNarrow} />
        )}
      </div>
      {entered && <LessonPanel />}
    </>
  );
}
