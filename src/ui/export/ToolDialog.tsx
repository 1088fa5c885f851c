import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';

/** A dialog with a heading that stays in sight, and a button that closes it. Open for as long as it is rendered. */
export function ToolDialog(props: {
  className: string;
  title: string;
  onClose: () => void;
  tools?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations('export');
  const ref = useRef<HTMLDialogElement>(null);
  const title = useId();

  useEffect(() => ref.current?.showModal(), []);

  return (
    <dialog
      ref={ref}
      className={`help tool-dialog ${props.className}`}
      aria-labelledby={title}
      onClose={props.onClose}
    >
      <div className="help-head">
        <h2 id={title}>{props.title}</h2>
        <div className="tool-row">
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
