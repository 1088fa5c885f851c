import { useTranslations } from 'use-intl';
import type { Speed } from '#maml';
import { frequency } from '../format.ts';
import { useList } from '../i18n/useList.ts';

/** What a trial found, in words: "WebGL 41 it/s, WebAssembly 9 it/s"; null where there was none. */
export function useSpeeds(trial: readonly Speed[] | undefined): string | null {
  const t = useTranslations();
  const list = useList();
  if (trial === undefined) return null;
  return list(
    trial.map(({ backend: name, iterationsPerSecond: rate }) => {
      const backend = t(`backends.${name}`);
      return rate > 0
        ? t('speeds.rate', { backend, rate: frequency(rate) })
        : t('speeds.failed', { backend });
    }),
  );
}
