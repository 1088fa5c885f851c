import { GraduationCap } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { writePageOptions } from '#session';
import { usePage } from '../context/page.tsx';

/** The way to the lesson, for somebody who does not know what it is; a link, as the tabs are. */
export function LessonDoor(props: { onOpen?: () => void }) {
  const t = useTranslations('welcome');
  const { setView } = usePage();
  return (
    <a
      className="button lesson-door"
      href={writePageOptions(window.location.search, { view: 'lesson' })}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        props.onOpen?.();
        setView('lesson');
      }}
    >
      <GraduationCap className="icon" />
      {t('lesson')}
    </a>
  );
}
