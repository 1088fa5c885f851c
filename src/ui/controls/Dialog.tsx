import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';

/** A dialog whose heading stays in sight, with a button that closes it. Open for as long as it is rendered. */
export function Dialog(props: {
  className: string;
  title: string;
  onClose: () => void;
  /** Buttons beside the heading. */
  tools?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations('page');
  const ref = useRef<HTMLDialogElement>(null);
  const title = useId();

  useEffect(() => {
    const opener = document.activeElement;
    ref.current?.showModal();
    return () => {
      // Closing gives the focus back; one that makes way for another without being closed does not.
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  return (
    <dialog ref={ref} className={`dialog ${props.className}`} aria-labelledby={title} onClose={props.onClose}>
      <div className="dialog-head">
        <h2 id={title}>{props.title}</h2>
        <div className="dialog-tools">
          {props.tools}
          <button
            type="button"
            className="button quiet square"
            aria-label={t('close')}
            onClick={() => ref.current?.close()}
          >
            <X className="icon" />
          </button>
        </div>
      </div>
      {props.children}
    </dialog>
  );
}
