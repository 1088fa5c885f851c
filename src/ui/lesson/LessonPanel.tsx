import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { lessonSteps } from '#session';
import { usePage } from '../context/page.tsx';
import { useLesson } from '../context/session.tsx';
import { useMedia } from '../hooks/useMedia.ts';
import { NARROW } from '../layout.ts';
import { Formula } from './Formula.tsx';
import { LessonNav } from './LessonNav.tsx';
import { LessonProgress } from './LessonProgress.tsx';
import { StepPicture } from './StepPicture.tsx';
import { TaskBox } from './TaskBox.tsx';
import { useLit } from './useLit.ts';
import { useStepWords } from './useStepWords.tsx';

/**
 * One step of the lesson. On a narrow page, a sheet over its lower part, where what to do comes first; for a
 * room, it comes before what can be read later.
 */
export function LessonPanel() {
  const t = useTranslations('lesson');
  const isSheet = useMedia(NARROW);
  const { present } = usePage();
  const at = useLesson((state) => state.step);
  const { id } = lessonSteps[at];
  const words = useStepWords(id);
  const lit = useLit(id);
  const [panel, title] = useBeginning(at);
  const task = <TaskBox key={`task ${id}`} step={id} words={words} />;

  return (
    <aside className="margin lesson" aria-label={t('label')}>
      <div ref={panel} className="lesson-step">
        <LessonProgress at={at} />
        <h2 ref={title} tabIndex={-1}>
          {words.title}
        </h2>
        {isSheet && task}
        <p>{words.text}</p>
        {present && !isSheet && task}
        <Formula key={`formula ${id}`} step={id} lit={lit} />
        <StepPicture step={id} />
        {!present && !isSheet && task}
      </div>
      <LessonNav at={at} />
    </aside>
  );
}

/** A new step begins at its top, and for who listens at its title; the first one leaves the focus alone. */
function useBeginning(at: number) {
  const panel = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(at);

  useEffect(() => {
    if (before.current === at) return;
    before.current = at;
    panel.current?.scrollTo(0, 0);
    title.current?.focus({ preventScroll: true });
  }, [at]);

  return [panel, title] as const;
}
