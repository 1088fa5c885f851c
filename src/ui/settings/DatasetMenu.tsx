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
  const names = new Map(choices.map(({ id, name }) => [id, id === INVENTED ? t('invented') : name]));

  return (
    <select
      className="select"
      aria-label={t('data')}
      // A long name does not fit.
      title={names.get(current)}
      value={current}
      onChange={(event) => chooseDataset(event.target.value)}
    >
      {[...names].map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
