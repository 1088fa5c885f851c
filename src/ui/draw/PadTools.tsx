import { Eraser, Trash2, Undo2 } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** What can be done to a pad; with `onRemove`, to its symbol. */
export function PadTools(props: {
  name: string;
  isBlank: boolean;
  canUndo: boolean;
  onUndo: () => void;
  onClear: () => void;
  onRemove?: (() => void) | undefined;
}) {
  const t = useTranslations('draw');
  const { name, isBlank, canUndo, onUndo, onClear, onRemove } = props;
  const tools = [
    { key: 'undo', Icon: Undo2, label: t('undoOf', { name }), title: t('undo'), act: onUndo, off: !canUndo },
    {
      key: 'clear',
      Icon: Eraser,
      label: t('clearOf', { name }),
      title: t('clear'),
      act: onClear,
      off: isBlank,
    },
  ];
  return (
    <div className="pad-tools">
      {tools.map(({ key, Icon, label, title, act, off }) => (
        <button
          key={key}
          type="button"
          className="button quiet square"
          aria-label={label}
          title={title}
          disabled={off}
          onClick={act}
        >
          <Icon className="icon" />
        </button>
      ))}
      {onRemove && (
        <button
          type="button"
          className="button quiet square"
          aria-label={t('remove', { name })}
          title={t('remove', { name })}
          onClick={onRemove}
        >
          <Trash2 className="icon" />
        </button>
      )}
    </div>
  );
}
