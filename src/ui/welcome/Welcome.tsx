import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { isGoing } from '#session';
import { usePage } from '../context/page.tsx';
import { useSession } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { LessonDoor } from './LessonDoor.tsx';
import { sourceTags } from './sourceTags.tsx';
import { isWelcomed, keepWelcomed } from './welcomed.ts';

/** What this is, in one sentence, until a person starts a run or puts it away; help says it too. */
export function Welcome() {
  const t = useTranslations('welcome');
  const { present, embed } = usePage();
  const started = useSession((state) => isGoing(state.phase) || state.iteration > 0);
  const noticed = useSession((state) => state.notice !== null);
  const [welcomed, setWelcomed] = useState(isWelcomed);

  useEffect(() => {
    if (!started) return;
    keepWelcomed();
    setWelcomed(true);
  }, [started]);

  // A notice has this place while there is one.
  if (welcomed || started || noticed || present || embed !== null) return null;

  return (
    <section className="welcome" aria-label={t('label')}>
      <p>{t.rich('sentence', { ...tags, ...sourceTags })}</p>
      <LessonDoor />
      <button
        type="button"
        className="button quiet square"
        aria-label={t('hide')}
        title={t('hide')}
        onClick={() => {
          keepWelcomed();
          setWelcomed(true);
        }}
      >
        <X className="icon" />
      </button>
    </section>
  );
}
