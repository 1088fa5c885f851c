import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { BackendTrial } from './BackendTrial.tsx';
import { CopyAsText } from './CopyAsText.tsx';
import { KernelProfile } from './KernelProfile.tsx';
import { RunFigures } from './RunFigures.tsx';

/** What the run costs on this machine, for the curious. Open for as long as it is rendered. */
export default function PerformanceDialog(props: { onClose: () => void }) {
  const t = useTranslations('performance');
  const ref = useRef<HTMLDialogElement>(null);

  useEffect(() => ref.current?.showModal(), []);

  return (
    <dialog
      ref={ref}
      className="help performance"
      aria-labelledby="performance-title"
      onClose={props.onClose}
    >
      <div className="help-head">
        <h2 id="performance-title">{t('title')}</h2>
        <div className="performance-tools">
          <CopyAsText />
          <button
            type="button"
            className="button quiet square"
            aria-label={t('close')}
            onClick={() => ref.current?.close()}
          >
            <X className="icon" />
          </button>
        </div>
      </div>
      <RunFigures />
      <BackendTrial />
      <KernelProfile />
    </dialog>
  );
}
