import '../styles/glossary.css';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { DialogProps } from '../context/dialogs.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { FurtherWords } from '../i18n/FurtherWords.tsx';
import { TERMS } from './terms.ts';

/** Every term of the page, in a sentence or two; opened at a term, it stands in view with a mark. */
export default function GlossaryDialog(props: DialogProps) {
  return (
    <FurtherWords>
      <Glossary {...props} />
    </FurtherWords>
  );
}

function Glossary({ onClose, place }: DialogProps) {
  const t = useTranslations();
  const entry = useRef<HTMLDivElement>(null);

  useEffect(() => {
    entry.current?.scrollIntoView({ block: 'center' });
    entry.current?.focus();
  }, []);

  return (
    <Dialog className="glossary" title={t('glossary.title')} onClose={onClose}>
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
    </Dialog>
  );
}
