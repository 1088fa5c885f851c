import { BookOpen, Check, Link, Printer } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { writePageOptions } from '#session';
import { useDialogs } from '../context/dialogs.tsx';
import { usePage } from '../context/page.tsx';
import { useCopy } from '../hooks/useCopy.ts';

/** The glossary, and for a class: a sheet of questions, and a link that opens the lesson at this part. */
export function LessonTools({ at }: { at: number }) {
  const t = useTranslations();
  const { lang } = usePage();
  const open = useDialogs();
  const [outcome, copy] = useCopy(() => stepLink(at, lang));

  return (
    <>
      <button
        type="button"
        className="button quiet square"
        aria-label={t('glossary.open')}
        title={t('glossary.open')}
        onClick={() => open('glossary')}
      >
        <BookOpen className="icon" />
      </button>
      <button
        type="button"
        className="button quiet square"
        aria-label={t('sheet.title')}
        title={t('sheet.title')}
        onClick={() => open('sheet')}
      >
        <Printer className="icon" />
      </button>
      <button
        type="button"
        className="button quiet square"
        aria-label={t('lesson.copyStep')}
        title={t('lesson.copyStep')}
        onClick={copy}
      >
        {outcome === 'copied' ? <Check className="icon" /> : <Link className="icon" />}
      </button>
      <span className="copy-outcome" aria-live="polite">
        {outcome !== null && t(`header.${outcome}`)}
      </span>
    </>
  );
}

/** The address of a step (from 0), in the language that is shown, with nothing of this person's run. */
function stepLink(at: number, lang: ReturnType<typeof usePage>['lang']): string {
  const search = writePageOptions('', { view: 'lesson', lesson: at + 1, lang });
  return new URL(search, window.location.href).href;
}
