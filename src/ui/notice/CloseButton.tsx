import { useTranslations } from 'use-intl';
import { useActions } from '../context/session.tsx';

export function CloseButton() {
  const t = useTranslations('notice');
  const { dismissNotice } = useActions();
  return (
    <button type="button" className="button quiet" onClick={dismissNotice}>
      {t('close')}
    </button>
  );
}
