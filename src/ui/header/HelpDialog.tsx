import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { OpenGlossary } from '../glossary/OpenGlossary.tsx';
import { tags } from '../i18n/tags.tsx';
import { useList } from '../i18n/useList.ts';
import { viewNames } from '../views.ts';

const PARAGRAPHS = ['loops', 'answers', 'random', 'charts'] as const;

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
      <Keys />
    </dialog>
  );
}

/** Every key of the page and of its views. */
function Keys() {
  const t = useTranslations();
  const list = useList();
  const views = list(viewNames.map((name) => t(`views.${name}`)));
  const keys = [
    [t('help.spaceKey'), t('help.space')],
    [`1–${viewNames.length}`, t('help.digits', { views })],
    [t('help.arrowsKey'), t('help.arrows')],
    ['Home, End', t('help.ends')],
    ['Tab', t('help.tab')],
    ['Enter', t('help.enter')],
    ['Esc', t('help.escape')],
    ['?', t('help.question')],
  ];
  return (
    <dl className="keys">
      {keys.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
