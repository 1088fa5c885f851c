import { CircleQuestionMark } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useDialogs } from '../context/dialogs.tsx';

/** Opens the help: a sign alone, or with its word where there is room for that. */
export function HelpButton(props: { withWord?: boolean }) {
  const t = useTranslations('header');
  const open = useDialogs();
  const word = t('help');
  const label = props.withWord ? {} : { 'aria-label': word, title: word };
  return (
    <button
      type="button"
      className={props.withWord ? 'button' : 'button quiet square'}
      onClick={() => open('help')}
      {...label}
    >
      <CircleQuestionMark className="icon" />
      {props.withWord && word}
    </button>
  );
}
