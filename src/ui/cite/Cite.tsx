import { useTranslations } from 'use-intl';
import { version } from '../../../package.json';
import { CopyButton } from '../export/CopyButton.tsx';
import { bibtex } from './bibtex.ts';

/** The page's BibTeX entry, to be copied. */
export function Cite() {
  const t = useTranslations('help');
  const { origin, pathname } = window.location;
  const entry = bibtex(version, origin + pathname);
  return (
    <>
      <p>{t('citeMore')}</p>
      <pre className="bibtex" lang="en">
        {entry}
      </pre>
      <CopyButton text={() => entry} label={t('citeCopy')} />
    </>
  );
}
