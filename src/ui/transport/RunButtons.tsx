import { Pause, Play, RotateCcw, SkipForward } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { isGoing } from '#session';
import { useActions, useSession } from '../context/session.tsx';
import { START_ID } from '../layout.ts';

/** Start/Pause, One iteration and Reset. On a phone they lie under the thumb. */
export function RunButtons() {
  const t = useTranslations('transport');
  const going = useSession((state) => isGoing(state.phase));
  const prominent = useSession((state) => !isGoing(state.phase) && state.phase !== 'diverged');
  const { start, pause, iterateOnce, reset } = useActions();

  return (
    <div className="run-buttons">
      <button
        type="button"
        id={START_ID}
        className={prominent ? 'button big primary' : 'button big outlined'}
        onClick={going ? pause : start}
      >
        {going ? <Pause className="icon solid" /> : <Play className="icon solid" />}
        {t(going ? 'pause' : 'start')}
      </button>
      <button
        type="button"
        className="button mid"
        aria-label={t('iterate')}
        title={t('iterate')}
        onClick={iterateOnce}
      >
        <SkipForward className="icon solid" />
        <span>{t('iterate')}</span>
      </button>
      <button type="button" className="button mid" aria-label={t('reset')} title={t('reset')} onClick={reset}>
        <RotateCcw className="icon" />
        <span>{t('reset')}</span>
      </button>
    </div>
  );
}
