import { CodeXml, Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useDialogs } from '../context/dialogs.tsx';

/** The ways to what can be taken along, and to the settings as a program. */
export function ExportButtons() {
  const t = useTranslations('export');
  const open = useDialogs();

  return (
    <>
      <button
        type="button"
        className="button quiet"
        aria-label={t('open')}
        title={t('open')}
        onClick={() => open('export')}
      >
        <Download className="icon" />
        <span className="export-word">{t('open')}</span>
      </button>
      <button
        type="button"
        className="button quiet"
        aria-label={t('showCode')}
        title={t('showCode')}
        onClick={() => open('code')}
      >
        <CodeXml className="icon" />
        <span className="export-word">{t('code.open')}</span>
      </button>
    </>
  );
}
