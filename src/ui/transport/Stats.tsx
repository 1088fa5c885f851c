import { Gauge } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useShallow } from 'zustand/react/shallow';
import { useDialogs } from '../context/dialogs.tsx';
import { useLive } from '../context/session.tsx';
import { clock, count, frequency } from '../format.ts';
import { BackendStat } from './BackendStat.tsx';

/** What the run has done and what it costs. */
export function Stats() {
  const open = useDialogs();
  const t = useTranslations('transport');
  const { tasks, rate, elapsed, bytes } = useLive(
    useShallow((state) => ({
      tasks: state.iteration * state.settings.metaBatch,
      rate: state.rate,
      elapsed: Math.floor(state.elapsed),
      bytes: state.memory?.bytes ?? null,
    })),
    250,
  );

  return (
    <div className="stats-and-more">
      <dl className="stats">
        <Stat name={t('tasksSeen')} width="3.4rem">
          {count(tasks)}
        </Stat>
        <Stat name={t('perSecond')}>{rate === null ? '–' : frequency(rate)}</Stat>
        <Stat name={t('elapsed')} width="2.6rem">
          {clock(elapsed)}
        </Stat>
        <Stat name={t('memory')} optional>
          {bytes === null ? '–' : t('megabytes', { amount: Math.max(1, Math.round(bytes / 2 ** 20)) })}
        </Stat>
        <BackendStat />
      </dl>
      <button
        type="button"
        className="button quiet square"
        aria-label={t('performance')}
        title={t('performance')}
        onClick={() => open('performance')}
      >
        <Gauge className="icon" />
      </button>
    </div>
  );
}

/** One figure and its name; a width of its own where its digits grow, so that nothing beside it moves. */
export function Stat(props: { name: string; width?: string; optional?: boolean; children: ReactNode }) {
  return (
    <div className={props.optional ? 'stat optional' : 'stat'} style={{ minWidth: props.width }}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
