import { Download } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ExportFile } from '#session';
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
  const [program, setProgram] = useState<ExportFile | null>(null);
  const text = useMemo(() => (program === null ? '' : new TextDecoder().decode(program.bytes)), [program]);
  // The program is made of the settings: another one with each change.
  useEffect(() => {
    let isWanted = settings !== null;
    exports.program().then(
      (made) => isWanted && setProgram(made),
      // To the boundary around the dialog, which says why and tries again.
      (error) =>
        setProgram(() => {
          throw error;
        }),
    );
    return () => {
      isWanted = false;
    };
  }, [settings, exports]);

  return (
    <Dialog
      className="code"
      title={t('title')}
      onClose={props.onClose}
      tools={
        <>
          <CopyButton text={() => text} label={t('copy')} />
          {program !== null && (
            <button type="button" className="button" onClick={() => download(program)}>
              <Download className="icon" />
              {t('download', { name: program.name })}
            </button>
          )}
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
