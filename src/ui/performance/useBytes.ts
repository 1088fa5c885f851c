import { useTranslations } from 'use-intl';
import { amount } from '../format.ts';

/** Words for numbers of bytes: "512 B", "3.1 kB", "12 MB". */
export function useBytes(): (bytes: number) => string {
  const t = useTranslations('performance');
  return (bytes) => {
    if (bytes < 2 ** 10) return t('bytes', { amount: bytes });
    if (bytes < 2 ** 20) return t('kilobytes', { amount: amount(bytes / 2 ** 10) });
    return t('megabytes', { amount: amount(bytes / 2 ** 20) });
  };
}
