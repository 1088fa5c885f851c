import '../styles/glossary.css';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { DialogProps } from '../context/dialogs.tsx';
import { TERMS } from './terms.ts';

/** Every term of the page, in a sentence or two; opened at a term, it stands in view with a mark. */
export default function GlossaryDialog({ onClose, place }: DialogProps) {
  const t = useTranslations('glossary');
  const ref = useRef<HTMLDialogElement>(null);
  const entry = useRef<HTMLDivElement>(null);

  useEffect(() => {
    ref.current?.showModal();
    entry.current?.scrollIntoView({ block: 'center' });
    entry.current?.focus();
  }, []);

  return (
    <dialog ref={ref} className="help glossary" aria-labelledby="glossary-title" onClose={onClose}>
      <div className="help-head">
        <h2 id="glossary-title">{t('title')}</h2>
        <button
          type="button"
          className="button quiet square"
          aria-label={t('close')}
          onClick={() => ref.current?.close()}
        >
          <X className="icon" />
        </button>
      </div>
      <dl className="entries">
        {TERMS.map(({ name, symbol }) => (
          <div key={name} ref={name === place ? entry : undefined} tabIndex={name === place ? -1 : undefined}>
            <dt>
              {t(`terms.${name}.term`)}
              {symbol && <i className="sym">{symbol}</i>}
            </dt>
            <dd>{t(`terms.${name}.text`)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
