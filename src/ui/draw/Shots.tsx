import { useTranslations } from 'use-intl';
import { type Drawing, isBlank } from '#data';
import { Seen } from './Seen.tsx';

/** What the network sees of a symbol: its one drawing, or all of them, to choose the one on the pad. */
export function Shots(props: {
  name: string;
  /** `[shot]`. */
  drawings: readonly Drawing[];
  picked: number;
  onPick: (shot: number) => void;
}) {
  const { name, drawings, picked, onPick } = props;
  const t = useTranslations('draw');
  if (drawings.length === 1) return <Seen drawing={drawings[0]} label={t('seen', { name })} />;
  return (
    <fieldset
      className="shots"
      data-many={drawings.length > 4 || undefined}
      aria-label={t('shots', { name })}
    >
      {[...drawings.entries()].map(([shot, drawing]) => (
        <button
          key={shot}
          type="button"
          aria-pressed={shot === picked}
          aria-label={t('shot', { name, shot: shot + 1, state: isBlank(drawing) ? 'blank' : 'drawn' })}
          onClick={() => onPick(shot)}
        >
          <Seen drawing={drawing} />
        </button>
      ))}
    </fieldset>
  );
}
