import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type DrawingSet, drawingOf, FEWEST_SYMBOLS } from '#session';
import { useSymbolName } from './names.ts';
import { Seen } from './Seen.tsx';
import { SymbolRow } from './SymbolRow.tsx';

/** On a phone: one pad, large enough for a thumb, and all symbols to choose from. */
export function OneSymbol(props: { set: DrawingSet; nextId: number | null }) {
  const { symbols, shots } = props.set;
  const t = useTranslations('draw');
  const nameOf = useSymbolName();
  const [pickedId, pick] = useState(symbols[0].id);
  const at = Math.max(
    0,
    symbols.findIndex(({ id }) => id === pickedId),
  );
  const symbol = symbols[at];
  const next = (at + 1) % symbols.length;

  return (
    <>
      <fieldset className="symbol-strip" aria-label={t('pick')}>
        {symbols.map((one, i) => (
          <button
            key={one.id}
            type="button"
            aria-pressed={one === symbol}
            aria-label={one.name === null ? t('symbol', { number: i + 1 }) : `${i + 1} ${one.name}`}
            onClick={() => pick(one.id)}
          >
            <Seen drawing={drawingOf(one, 0)} />
            <span aria-hidden="true">{i + 1}</span>
          </button>
        ))}
      </fieldset>
      <ol className="symbols">
        <SymbolRow
          key={symbol.id}
          symbol={symbol}
          number={at + 1}
          shots={shots}
          removable={symbols.length > FEWEST_SYMBOLS}
          isNext={symbol.id === props.nextId}
          large
        />
      </ol>
      <button type="button" className="button" onClick={() => pick(symbols[next].id)}>
        {t('next', { name: nameOf({ name: symbols[next].name, number: next + 1 }) })}
      </button>
    </>
  );
}
