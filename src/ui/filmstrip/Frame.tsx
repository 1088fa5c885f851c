import { useTranslations } from 'use-intl';
import type { Answer } from '../figure/episodeView.ts';
import { percent } from '../format.ts';
import { stepStyle } from '../steps.ts';
import { type Pick, shareText, type Who } from './filmView.ts';
import { Tile } from './Tile.tsx';

/** A query drawing in its place. */
interface RowDrawing extends Pick {
  /** Its row in the answers. */
  row: number;
  /** Its ink; null where there is no room for it. */
  mask: Uint8ClampedArray | null;
}

/** What one start answers after one step: a row of drawings for each true class. */
export function Frame(props: {
  who: Who;
  step: number;
  steps: number;
  isShown: boolean;
  rows: readonly (readonly RowDrawing[])[];
  answers: readonly Answer[];
  right: number;
  all: number;
  pick: Pick;
  focusable: boolean;
}) {
  const { who, step, steps, isShown, rows, answers, right, all, pick, focusable } = props;
  const t = useTranslations('filmstrip');
  const name = t(who === 'learnt' ? 'network' : 'random');

  return (
    <div className={isShown ? 'frame now' : 'frame'} data-step={step}>
      <fieldset style={who === 'learnt' ? stepStyle(step, steps) : undefined}>
        <legend className="hidden">{t('frame', { who: name, step, right, all })}</legend>
        {rows.flat().map(({ symbol, query, row, mask }) => {
          const isPicked = symbol === pick.symbol && query === pick.query;
          return (
            <Tile
              key={row}
              who={who}
              step={step}
              symbol={symbol}
              query={query}
              mask={mask}
              named={answers[row].named}
              probability={shareText(answers[row].probability)}
              right={answers[row].right}
              picked={!isPicked ? 'no' : isShown ? 'here' : 'elsewhere'}
              focusable={focusable && isPicked}
            />
          );
        })}
      </fieldset>
      <p className="frame-right" aria-hidden="true">
        <b>{percent(right / all)}</b> <small>{t('right')}</small>
      </p>
    </div>
  );
}
