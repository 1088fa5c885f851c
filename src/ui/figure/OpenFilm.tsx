import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';

/** From the training view to the filmstrip of the task that is shown. */
export function OpenFilm() {
  const t = useTranslations('filmstrip');
  const { view, embed, setView, setPlace } = usePage();
  if (view !== 'train' || embed !== null) return null;
  return (
    <button
      type="button"
      className="open-film"
      onClick={() => {
        setView('filmstrip');
        setPlace({ episode: 1 });
      }}
    >
      {t('open')}
    </button>
  );
}
