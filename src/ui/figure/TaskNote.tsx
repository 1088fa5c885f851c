import { useTranslations } from 'use-intl';
import { Hint } from '../controls/Hint.tsx';
import { useList } from '../i18n/useList.ts';
import { CLASSES_SHOWN } from '../layout.ts';
import { OpenFilm } from './OpenFilm.tsx';

/** What task is shown, how much of it is seen, and, as a hint, how it was chosen. */
export function TaskNote(props: {
  ways: number;
  shots: number;
  queries: number;
  /** Whether its characters are learnt from: the set has no others. */
  known: boolean;
}) {
  const t = useTranslations('figure');
  const list = useList();
  const { ways, shots, queries } = props;
  const parts = [
    ways > CLASSES_SHOWN && t('someClasses', { shown: CLASSES_SHOWN, ways }),
    shots > 1 && t('someShots', { shots }),
    queries > 1 && t('someQueries', { queries }),
  ].filter((part) => part !== false);

  return (
    <p className="task-note">
      <Hint hint={t('chosen')}>
        <span className={parts.length > 0 ? 'long' : undefined}>
          {t('newTask', { known: String(props.known) })}
        </span>{' '}
        {parts.length > 0 && t('shown', { parts: list(parts) })}
      </Hint>
      <OpenFilm />
    </p>
  );
}
