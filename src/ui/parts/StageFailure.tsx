import type { FallbackProps } from 'react-error-boundary';
import { useTranslations } from 'use-intl';
import { FailureWords } from './FailureWords.tsx';

/** In place of a part of a view; the rest of it stays. */
export function StageFailure({ error, resetErrorBoundary }: FallbackProps) {
  const t = useTranslations('parts');
  return (
    <main className="main part-failure">
      <FailureWords error={error} />
      <button type="button" className="button primary" onClick={resetErrorBoundary}>
        {t('again')}
      </button>
    </main>
  );
}
