import { useTranslations } from 'use-intl';
import { Dialog } from '../controls/Dialog.tsx';
import { BackendTrial } from './BackendTrial.tsx';
import { CopyAsText } from './CopyAsText.tsx';
import { KernelProfile } from './KernelProfile.tsx';
import { RunFigures } from './RunFigures.tsx';

/** What the run costs on this machine, for the curious. Open for as long as it is rendered. */
export default function PerformanceDialog(props: { onClose: () => void }) {
  const t = useTranslations('performance');

  return (
    <Dialog className="performance" title={t('title')} onClose={props.onClose} tools={<CopyAsText />}>
      <RunFigures />
      <BackendTrial />
      <KernelProfile />
    </Dialog>
  );
}
