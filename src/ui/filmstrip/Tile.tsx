import { Check } from 'lucide-react';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { Drawing } from '../figure/Drawing.tsx';
import type { Who } from './filmView.ts';
import { placeName } from './tilePlace.ts';

/** One query drawing after one step: a tick where it is named right, else the number of the class it is taken for. */
export const Tile = memo(function Tile(props: {
  who: Who;
  step: number;
  symbol: number;
  query: number;
  mask: Uint8ClampedArray | null;
  /** The class it is taken for, from 0. */
  named: number;
  probability: string;
  right: boolean;
  /** Whether its details are shown, of this step or of another one. */
  picked: 'no' | 'elsewhere' | 'here';
  focusable: boolean;
}) {
  const { who, step, symbol, query, mask, named, probability, right, picked, focusable } = props;
  const t = useTranslations('filmstrip');

  return (
    <button
      type="button"
      className={`tile ${right ? 'right' : 'wrong'}`}
      data-tile={placeName({ who, step, symbol, query })}
      data-picked={picked === 'no' ? undefined : picked}
      aria-pressed={picked === 'here'}
      aria-label={t('tile', {
        symbol: symbol + 1,
        drawing: query + 1,
        named: named + 1,
        probability,
        right: String(right),
      })}
      tabIndex={focusable ? 0 : -1}
    >
      <Drawing mask={mask} faded={!right} />
      {right ? <Check className="tile-tick" /> : <span className="tile-named">{named + 1}</span>}
    </button>
  );
});
