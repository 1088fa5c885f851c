import { useTranslations } from 'use-intl';
import { useSession } from '../context/session.tsx';

/** The name of the data set in use, as the page shows it. */
export function useDatasetName(): string {
  const t = useTranslations('settings');
  const archive = useSession((state) => (state.dataset?.source === 'archive' ? state.dataset.name : null));
  return archive ?? t('invented');
}
