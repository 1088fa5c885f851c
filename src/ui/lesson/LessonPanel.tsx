import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { lessonSteps } from '#session';
import { usePage } from '../context/page.tsx';
import { useLesson } from '../context/session.tsx';
import { useMedia } from '../hooks/useMedia.ts';
import { Formula } from './Formula.tsx';
import { LessonNav } from './LessonNav.tsx';
import { LessonProgress } from './LessonProgress.tsx';
import { litTerms } from './litTerms.tsx';
import { BESIDE, SHEET } from './media.ts';
import { StepPicture } from './StepPicture.tsx';
import { HowFar, TaskBox } from './TaskBox.tsx';
import { useLit } from './useLit.ts';
import { useStepWords } from './useStepWords.tsx';
import { bringIntoView, WATCHED } from './watched.ts';

/**
 * One step of the lesson; on a narrow page, a sheet over its lower part that folds away. Where there is little
 * height, what to do comes first; for a room, it comes before what can be read later.
 */
export function LessonPanel() {
  const t = useTranslations('lesson');
  const isSheet = useMedia(SHEET);
  const isLow = useMedia(BESIDE) || isSheet;
  const { present } = usePage();
  const at = useLesson((state) => state.step);
  const { id } = lessonSteps[at];
  const lit = useLit(id);
  const words = useStepWords(id, litTerms(lit));
  const [panel, title] = useBeginning(at);
  const [foldedAt, setFoldedAt] = useState<number | null>(null);
  const isFolded = isSheet && foldedAt === at;
  const task = <TaskBox key={`task ${id}`} step={id} words={words} />;
  const toggle = () => setFoldedAt(isFolded ? null : at);

  return (
    <aside className={isFolded ? 'margin lesson folded' : 'margin lesson'} aria-label={t('label')}>
      <LessonProgress at={at} fold={isSheet ? { isFolded, toggle } : null} />
      {isFolded && <HowFar step={id} words={words} />}
      <div ref={panel} className="lesson-step" hidden={isFolded}>
        <h2 ref={title} tabIndex={-1}>
          {words.title}
        </h2>
        {isLow && task}
        <p>{words.text}</p>
        {present && !isLow && task}
        <Formula key={`formula ${id}`} step={id} lit={lit} />
        <StepPicture step={id} />
        {!present && !isLow && task}
      </div>
      <LessonNav at={at} />
    </aside>
  );
}

/**
 * A new step begins at its top with what it tells to watch in view, and for who listens at its title; the
 * first one leaves the focus alone.
 */
function useBeginning(at: number) {
  const panel = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(at);

  useEffect(() => {
    bringIntoView(WATCHED[lessonSteps[at].id]);
    if (before.current === at) return;
    before.current = at;
    panel.current?.scrollTo(0, 0);
    title.current?.focus({ preventScroll: true });
  }, [at]);

  return [panel, title] as const;
}
