import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { lessonSteps } from '#session';
import { usePage } from '../context/page.tsx';
import { useLesson } from '../context/session.tsx';

/** Back, Skip at any time, and Next once the step is done. */
export function LessonNav({ at }: { at: number }) {
  const t = useTranslations('lesson');
  const { setPlace } = usePage();
  const done = useLesson((state) => state.done.includes(lessonSteps[at].id));
  const goOn = () => setPlace({ lesson: at + 2 });

  return (
    <div className="lesson-nav">
      <button type="button" className="button" disabled={at === 0} onClick={() => setPlace({ lesson: at })}>
        {t('back')}
      </button>
      <button type="button" className="button quiet" onClick={goOn}>
        {t('skip')}
      </button>
      <button type="button" className={done ? 'button primary' : 'button'} disabled={!done} onClick={goOn}>
        {t('next')}
        <ArrowRight className="icon" />
      </button>
    </div>
  );
}
