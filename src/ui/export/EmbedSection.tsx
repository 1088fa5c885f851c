import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { View } from '#session';
import { usePageLink } from '../hooks/usePageLink.ts';
import { viewNames } from '../views.ts';
import { CopyButton } from './CopyButton.tsx';

/** HTML that shows one view in another page's frame. */
export function EmbedSection() {
  const t = useTranslations('export');
  const views = useTranslations('views');
  const link = usePageLink();
  const [view, setView] = useState<View>(viewNames[0]);
  const choice = useId();
  const address = link({ embed: view, view: 'train' }).replace(/&/g, '&amp;');
  const html = `<iframe src="${address}" title="MAML Playground" width="960" height="600" style="border: 0" allow="cross-origin-isolated"></iframe>`;

  return (
    <section className="export-section">
      <h3>{t('embed')}</h3>
      <p className="fine">{t('embedMore')}</p>
      <div className="export-row">
        <label htmlFor={choice}>{t('embedView')}</label>
        <div className="tool-row">
          <select
            id={choice}
            className="select"
            value={view}
            onChange={(event) => setView(event.target.value as View)}
          >
            {viewNames.map((name) => (
              <option key={name} value={name}>
                {views(name)}
              </option>
            ))}
          </select>
          <CopyButton text={() => html} label={t('copyEmbed')} />
        </div>
      </div>
      <textarea className="embed-code" aria-label={t('embedCode')} readOnly rows={4} value={html} />
    </section>
  );
}
