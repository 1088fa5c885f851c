import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useExports, useSession } from '../context/session.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { download } from '../download.ts';
import { CopyButton } from './CopyButton.tsx';
import { Python } from './Python.tsx';

/** The settings as a PyTorch program. Open for as long as it is rendered. */
export default function CodeDialog(props: { onClose: () => void }) {
  const t = useTranslations('export.code');
  const exports = useExports();
  const settings = useSession((state) => state.settings);
  const isInvented = useSession((state) => state.dataset?.source !== 'archive');
  // The program is made of the settings: another one with each change.
  const program = useMemo(() => settings && exports.program(), [settings, exports]);
  const text = useMemo(() => new TextDecoder().decode(program.bytes), [program]);

  return (
    <Dialog
      className="code"
      title={t('title')}
      onClose={props.onClose}
      tools={
        <>
          <CopyButton text={() => text} label={t('copy')} />
          <button type="button" className="button" onClick={() => download(program)}>
            <Download className="icon" />
            {t('download', { name: program.name })}
          </button>
        </>
      }
    >
      <p className="code-intro">
        {t('intro')} {isInvented && t('invented')}
      </p>
      <Python program={text} />
    </Dialog>
  );
}
