import { useTranslations } from 'use-intl';

/** What a symbol is called: by its person, else by its number. */
export function useSymbolName(): (symbol: { name: string | null; number: number }) => string {
  const t = useTranslations('draw');
  return ({ name, number }) => name ?? t('symbol', { number });
}
