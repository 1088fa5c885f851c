import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { OpenGlossary } from '../glossary/OpenGlossary.tsx';
import { tags } from '../i18n/tags.tsx';

const PARAGRAPHS = ['loops', 'answers', 'random', 'charts'] as const;
const KEYS = [
  ['spaceKey', 'space'],
  ['questionKey', 'question'],
  ['arrowsKey', 'arrows'],
] as const;

/** What the page shows, and its keys. Open for as long as it is rendered. */
export function HelpDialog(props: { onClose: () => void }) {
  const t = useTranslations('help');
  const ref = useRef<HTMLDialogElement>(null);

  useEffect(() => ref.current?.showModal(), []);

  return (
    <dialog ref={ref} className="help" aria-labelledby="help-title" onClose={props.onClose}>
      <div className="help-head">
        <h2 id="help-title">{t('title')}</h2>
        <button
          type="button"
          className="button quiet square"
          aria-label={t('close')}
          onClick={() => ref.current?.close()}
        >
          <X className="icon" />
        </button>
      </div>
      {PARAGRAPHS.map((key) => (
        <p key={key}>{t.rich(key, tags)}</p>
      ))}
      <p>
        <OpenGlossary />
      </p>
      <h3>{t('keys')}</h3>
      <dl className="keys">
        {KEYS.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{t(key)}</kbd>
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
