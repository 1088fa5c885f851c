import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';
import { RunButtons } from '../transport/RunButtons.tsx';
import { Transport } from '../transport/Transport.tsx';
import { FailureWords } from './FailureWords.tsx';

/** In place of a view that could not be loaded, or failed: the run stays in reach. */
export function ViewFailure({ error, resetErrorBoundary }: FallbackProps) {
  const t = useTranslations('parts');
  const { view, embed, setView } = usePage();
  return (
    <div className="view-failure">
      <ErrorBoundary fallback={<RunButtons />}>
        <Transport />
      </ErrorBoundary>
      <main className="main part-failure">
        <FailureWords error={error} />
        <div className="notice-remedies">
          <button type="button" className="button primary" onClick={resetErrorBoundary}>
            {t('again')}
          </button>
          {view !== 'train' && embed === null && (
            <button type="button" className="button" onClick={() => setView('train')}>
              {t('toTrain')}
            </button>
          )}
        </div>
      </main>
    </div>
  );
}
