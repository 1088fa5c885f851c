import { useCallback } from 'react';
import { useTranslations } from 'use-intl';

/** Words for a list of short things: "20%, 64%", and in Chinese "20%、64%". */
export function useList(): (things: readonly string[]) => string {
  const t = useTranslations('page');
  return useCallback((things) => things.join(t('comma')), [t]);
}
