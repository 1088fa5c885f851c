import { useTranslations } from 'use-intl';
import { lessonSteps } from '#session';
import { usePage } from '../context/page.tsx';
import { LessonTools } from './LessonTools.tsx';

/** How far the lesson is, the way to any of its steps, and what concerns this one as a whole. */
export function LessonProgress({ at }: { at: number }) {
  const t = useTranslations('lesson');
  const { setPlace } = usePage();
  const steps = lessonSteps.length;
  const plain = { sym: (chunks: string) => chunks };

  return (
    <div className="lesson-progress">
      <span className="lesson-marks" aria-hidden="true">
        {lessonSteps.map(({ id }, i) => (
          <i key={id} className={i < at ? 'past' : i === at ? 'now' : ''} />
        ))}
      </span>
      <span className="jump">
        <span aria-hidden="true">{t('progress', { step: at + 1, steps })}</span>
        <select
          aria-label={t('jump')}
          value={at}
          onChange={(event) => setPlace({ lesson: Number(event.target.value) + 1 })}
        >
          {lessonSteps.map(({ id }, i) => (
            <option key={id} value={i}>
              {t('jumpTo', { step: i + 1, title: t.markup(`steps.${id}.title`, plain) })}
            </option>
          ))}
        </select>
      </span>
      <LessonTools at={at} />
    </div>
  );
}
