import { useTranslations } from 'use-intl';
import { ARCHIVE, INVENTED } from '#session';
import { useActions, useSession } from '../context/session.tsx';

/** The sets that can be chosen: the invented one, and an archive once it was opened. */
export function DatasetMenu() {
  const t = useTranslations('settings');
  const choices = useSession((state) => state.choices);
  const dataset = useSession((state) => state.dataset);
  const { chooseDataset } = useActions();
  const current = dataset?.source === 'archive' ? ARCHIVE : INVENTED;

  return (
    <select
      className="select"
      aria-label={t('data')}
      value={current}
      onChange={(event) => chooseDataset(event.target.value)}
    >
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {choice.id === INVENTED ? t('invented') : choice.name}
        </option>
      ))}
    </select>
  );
}
