import { useTranslations } from 'use-intl';
import { useShallow } from 'zustand/react/shallow';
import { useLive } from '../context/session.tsx';
import { count, frequency } from '../format.ts';
import { useBytes } from './useBytes.ts';

/** Milliseconds between two looks at figures that change all the time. */
const EVERY = 500;

/** The run's figures, name and value. */
export function useFigures(): [name: string, value: string][] {
  const t = useTranslations();
  const bytes = useBytes();
  const { backend, rate, memory, threads } = useLive(
    useShallow((state) => ({
      backend: state.backend,
      rate: state.rate,
      // A profile tells of now; the run's own figures are those of its last iteration.
      memory: state.memory ?? state.profile?.memory ?? null,
      threads: state.profile?.threads ?? null,
    })),
    EVERY,
  );
  const name = backend && t(`backends.${backend.backend}`);
  const unknown = '–';
  return [
    [
      t('performance.backend'),
      backend?.backend === 'webgl' && backend.renderer ? `${name}, ${backend.renderer}` : (name ?? unknown),
    ],
    [t('performance.perSecond'), rate === null ? t('performance.notRunning') : frequency(rate)],
    [t('performance.threads'), threads === null ? unknown : count(threads)],
    [t('performance.tensors'), memory === null ? unknown : count(memory.tensors)],
    [t('performance.memory'), memory === null ? unknown : bytes(memory.bytes)],
  ];
}
