import { useTranslations } from 'use-intl';
import { INVENTED_NAME, type Loading } from '#session';
import { useActions, useSession } from '../context/session.tsx';
import { Progress } from '../controls/Progress.tsx';

/** A data set being read: its name, how far it is, and the way to stop it. */
export function LoadingProgress(props: { loading: Loading }) {
  const t = useTranslations('settings');
  const { cancelLoading } = useActions();
  // Without a set in use there is nothing to go back to.
  const canCancel = useSession((state) => state.dataset !== null);
  const { name, phase, done, total } = props.loading;

  return (
    <>
      <p className="loading-name">{name === INVENTED_NAME ? t('invented') : name}</p>
      <Progress name={t('progress')} done={done} total={total} />
      <div className="row">
        <p>
          {t(`phases.${phase}`)}
          <br />
          {total > 0 && <span className="fine">{t('counted', { done, total })}</span>}
        </p>
        {canCancel && (
          <button type="button" className="button" onClick={cancelLoading}>
            {t('cancel')}
          </button>
        )}
      </div>
    </>
  );
}
