import { BookOpen, Printer } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { lessonSteps } from '#session';
import { useDialogs } from '../context/dialogs.tsx';
import { usePage } from '../context/page.tsx';
import { termTags } from '../glossary/Term.tsx';
import type { en } from '../i18n/en/index.ts';
import { tags } from '../i18n/tags.tsx';
import { PlainFormula } from './Formula.tsx';
import { ALGORITHM } from './formulas.ts';
import { LessonProgress } from './LessonProgress.tsx';

const QUESTIONS: readonly (keyof typeof en.closing.questions)[] = [
  'tuning',
  'neighbour',
  'querySet',
  'stepZero',
  'batchNorm',
  'beyond',
];

/** The lesson's last page: the whole algorithm, and the questions that are left. */
export function Closing() {
  const t = useTranslations('closing');
  const title = useRef<HTMLHeadingElement>(null);

  useEffect(() => title.current?.focus({ preventScroll: true }), []);

  return (
    <main className="closing" aria-label={t('label')}>
      <LessonProgress at={lessonSteps.length} />
      <h2 ref={title} tabIndex={-1} className="closing-title">
        {t('title')}
      </h2>
      <section className="closing-algorithm">
        <h3>{t('algorithm')}</h3>
        <Algorithm />
        <p className="fine">{t.rich('note', { ...tags, ...termTags })}</p>
        <Ways />
      </section>
      <section className="closing-questions">
        <h3>{t('asked')}</h3>
        {QUESTIONS.map((name) => (
          <article key={name} id={`question-${name}`}>
            <h4>{t(`questions.${name}.question`)}</h4>
            <p>{t.rich(`questions.${name}.answer`, { ...tags, ...termTags })}</p>
          </article>
        ))}
      </section>
    </main>
  );
}

function Algorithm() {
  const t = useTranslations('closing.lines');
  return (
    <ol className="algorithm">
      {ALGORITHM.map(({ depth, formula, words }) => (
        <li key={words} style={{ '--depth': depth } as React.CSSProperties}>
          <PlainFormula formula={formula} />
          <span className="algorithm-words">{t(words)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Where to go from here. */
function Ways() {
  const t = useTranslations();
  const { embed, setPlace, setView } = usePage();
  const open = useDialogs();
  return (
    <div className="closing-ways">
      <button type="button" className="button" onClick={() => setPlace({ lesson: lessonSteps.length })}>
        {t('lesson.back')}
      </button>
      <button type="button" className="button" onClick={() => open('sheet')}>
        <Printer className="icon" />
        {t('closing.sheet')}
      </button>
      <button type="button" className="button" onClick={() => open('glossary')}>
        <BookOpen className="icon" />
        {t('closing.glossary')}
      </button>
      {embed === null && (
        <button type="button" className="button primary" onClick={() => setView('train')}>
          {t('lesson.finish')}
        </button>
      )}
    </div>
  );
}
