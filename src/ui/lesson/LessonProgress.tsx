import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { lessonSteps } from '#session';
import { usePage } from '../context/page.tsx';
import { LessonTools } from './LessonTools.tsx';

/** Whether the lesson is folded away, and how to change that. */
interface Fold {
  isFolded: boolean;
  toggle: () => void;
}

/** How far the lesson is, the way to any of its parts, and what concerns this one as a whole. */
export function LessonProgress({ at, fold = null }: { at: number; fold?: Fold | null }) {
  const t = useTranslations('lesson');
  const closing = useTranslations('closing');
  const { setPlace } = usePage();
  const plain = { sym: (chunks: string) => chunks };
  const parts = lessonSteps.map(({ id }) => ({ id, title: t.markup(`steps.${id}.title`, plain) }));
  const all = [...parts, { id: 'closing', title: closing('title') }];

  return (
    <div className="lesson-progress">
      <span className="lesson-marks" aria-hidden="true">
        {all.map(({ id }, i) => (
          <i key={id} className={i < at ? 'past' : i === at ? 'now' : ''} />
        ))}
      </span>
      <span className="jump">
        <span aria-hidden="true">{t('progress', { step: at + 1, steps: all.length })}</span>
        <ChevronDown className="icon" />
        <select
          aria-label={t('jump')}
          value={at}
          onChange={(event) => setPlace({ lesson: Number(event.target.value) + 1 })}
        >
          {all.map(({ id, title }, i) => (
            <option key={id} value={i}>
              {t('jumpTo', { step: i + 1, title })}
            </option>
          ))}
        </select>
      </span>
      <LessonTools at={at} />
      {fold && (
        <button
          type="button"
          className="button quiet square"
          aria-label={t(fold.isFolded ? 'unfold' : 'fold')}
          title={t(fold.isFolded ? 'unfold' : 'fold')}
          aria-expanded={!fold.isFolded}
          onClick={fold.toggle}
        >
          {fold.isFolded ? <ChevronUp className="icon" /> : <ChevronDown className="icon" />}
        </button>
      )}
    </div>
  );
}
