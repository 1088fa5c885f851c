import { useTranslations } from 'use-intl';
import { useSession } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { CLASSES_SHOWN } from '../layout.ts';
import { OpenFilm } from './OpenFilm.tsx';

/** What the starting weights are, and what task stands beside them. */
export function ThetaNote(props: { ways: number; shots: number }) {
  const t = useTranslations('figure');
  const { ways, shots } = props;
  const isRandom = useSession((state) => state.iteration === 0);

  return (
    <>
      <p className="theta-note">
        {isRandom
          ? t.rich('thetaRandom', tags)
          : t.rich('theta', { ...tags, more: (chunks) => <span className="long">{chunks}</span> })}
      </p>
      <p className="task-note">
        <span className="long">{t('newTask')}</span>{' '}
        {ways > CLASSES_SHOWN && t('someClasses', { shown: CLASSES_SHOWN, ways })}{' '}
        {shots > 1 && t('someShots', { shots })}
        <OpenFilm />
      </p>
    </>
  );
}
