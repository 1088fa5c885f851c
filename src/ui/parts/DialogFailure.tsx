import type { FallbackProps } from 'react-error-boundary';
import { useTranslations } from 'use-intl';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureWords } from './FailureWords.tsx';

/** In place of a dialog that could not be loaded, or failed. */
export function DialogFailure(props: FallbackProps & { onClose: () => void }) {
  const t = useTranslations('parts');
  return (
    <Dialog className="part-dialog" title={t('dialog')} onClose={props.onClose}>
      <div className="part-failure">
        <FailureWords error={props.error} />
        <button type="button" className="button primary" onClick={props.resetErrorBoundary}>
          {t('again')}
        </button>
      </div>
    </Dialog>
  );
}
