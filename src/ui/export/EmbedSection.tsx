import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePageLink } from '../hooks/usePageLink.ts';
import { type ShownView, viewNames } from '../views.ts';
import { CopyButton } from './CopyButton.tsx';

/** The least frame in which a view has all it shows in sight, in pixels: `width` by `height`. */
const FRAMES: Record<ShownView, readonly [width: number, height: number]> = {
  train: [1100, 700],
  filmstrip: [960, 600],
  draw: [1100, 800],
  lesson: [1100, 700],
};

/** HTML that shows one view in another page's frame. */
export function EmbedSection() {
  const t = useTranslations('export');
  const views = useTranslations('views');
  const link = usePageLink();
  const [view, setView] = useState(viewNames[0]);
  const choice = useId();
  const [width, height] = FRAMES[view];
  const address = link({ embed: view, view: 'train' }).replace(/&/g, '&amp;');
  const html = `<iframe src="${address}" title="MAML Playground" width="${width}" height="${height}" style="border: 0" allow="cross-origin-isolated"></iframe>`;

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
            onChange={(event) => setView(event.target.value as ShownView)}
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
