import { useTranslations } from 'use-intl';
import { useActions, useSession } from '../context/session.tsx';
import { Hint } from '../controls/Hint.tsx';
import { Progress } from '../controls/Progress.tsx';

/** The parts of the set in use, counted, by which rule they were made, and the exam on the last of them. */
export function DataParts() {
  const t = useTranslations();
  const split = useSession((state) => state.dataset?.split ?? null);
  const examining = useSession((state) => state.examining);
  const hasLearnt = useSession((state) => state.iteration > 0);
  const { takeExam, cancelExam } = useActions();
  if (split === null) return null;
  const { train, validation, test, rule, digest } = split;

  return (
    <>
      <div className="row fine">
        <Hint hint={t('settings.partsHint', { rule: t(`rules.${rule}`), digest })}>
          {t('settings.parts', { train, validation, test })}
        </Hint>
        {examining === null ? (
          <button type="button" className="button small" disabled={!hasLearnt} onClick={takeExam}>
            {t('settings.exam')}
          </button>
        ) : (
          <button type="button" className="button small" onClick={cancelExam}>
            {t('settings.cancel')}
          </button>
        )}
      </div>
      {examining !== null && <Progress name={t('settings.examining')} {...examining} />}
    </>
  );
}
