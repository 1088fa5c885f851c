import '../styles/sheet.css';
import { Printer } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { writePageOptions } from '#session';
import type { DialogProps } from '../context/dialogs.tsx';
import { usePage } from '../context/page.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import type { en } from '../i18n/en/index.ts';
import { FurtherWords } from '../i18n/FurtherWords.tsx';

/** The questions, and how many lines an answer takes. */
const ITEMS: readonly { name: keyof typeof en.sheet.items; lines: number }[] = [
  { name: 'sets', lines: 1 },
  { name: 'numbers', lines: 1 },
  { name: 'loops', lines: 2 },
  { name: 'scratch', lines: 2 },
  { name: 'zero', lines: 2 },
  { name: 'first', lines: 1 },
  { name: 'stride', lines: 4 },
  { name: 'order', lines: 2 },
  { name: 'overfit', lines: 2 },
  { name: 'fair', lines: 1 },
];

/** A sheet of questions for a class, and on a page of its own what is right; both are printed. */
export default function SheetDialog(props: DialogProps) {
  return (
    <FurtherWords>
      <Sheet {...props} />
    </FurtherWords>
  );
}

function Sheet({ onClose }: DialogProps) {
  const t = useTranslations('sheet');
  return (
    <Dialog className="class-sheet" title={t('title')} onClose={onClose} tools={<PrintButton />}>
      <Questions />
      <Answers />
    </Dialog>
  );
}

function PrintButton() {
  const t = useTranslations('sheet');
  return (
    <button type="button" className="button" onClick={() => window.print()}>
      <Printer className="icon" />
      {t('print')}
    </button>
  );
}

function Questions() {
  const t = useTranslations('sheet');
  const { lang } = usePage();
  const { origin, pathname } = window.location;
  const address = origin + pathname + writePageOptions('', { view: 'lesson', lang });

  return (
    <section>
      <h3>{t('heading')}</h3>
      <p className="sheet-who">
        <span>{t('name')}</span>
        <span>{t('date')}</span>
      </p>
      <ol>
        {ITEMS.map(({ name, lines }) => (
          <li key={name}>
            {t(`items.${name}.question`)}
            <span className="sheet-lines" style={{ '--lines': lines } as React.CSSProperties} />
          </li>
        ))}
      </ol>
      <p className="fine">{t('intro', { address })}</p>
    </section>
  );
}

function Answers() {
  const t = useTranslations('sheet');
  return (
    <section className="sheet-answers">
      <h3>{t('answers')}</h3>
      <p className="fine">{t('answersMore')}</p>
      <ol>
        {ITEMS.map(({ name }) => (
          <li key={name}>{t(`items.${name}.answer`)}</li>
        ))}
      </ol>
    </section>
  );
}
