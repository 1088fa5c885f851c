import { BookOpen } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useDialogs } from '../context/dialogs.tsx';

/** Opens the glossary at its beginning. */
export function OpenGlossary() {
  const t = useTranslations('glossary');
  const open = useDialogs();
  return (
    <button type="button" className="button" onClick={() => open('glossary')}>
      <BookOpen className="icon" />
      {t('open')}
    </button>
  );
}
