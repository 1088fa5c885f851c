import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { drawingOf, type OwnSymbol } from '#session';
import { useDraw } from '../context/session.tsx';
import { useSymbolName } from './names.ts';
import { Pad } from './Pad.tsx';
import { PadTools } from './PadTools.tsx';
import { Shots } from './Shots.tsx';
import { SymbolName } from './SymbolName.tsx';
import { useSymbolPad } from './useSymbolPad.ts';

/** One symbol: its pad, what the network sees of it, its name, and what can be done to it. */
export const SymbolRow = memo(function SymbolRow(props: {
  symbol: OwnSymbol;
  number: number;
  shots: number;
  removable: boolean;
  large?: boolean;
  /** To be drawn next. */
  isNext: boolean;
}) {
  const { symbol, number, shots, removable, large, isNext } = props;
  const t = useTranslations('draw');
  const draw = useDraw();
  const name = useSymbolName()({ name: symbol.name, number });
  const pad = useSymbolPad(symbol, shots);
  const label = shots === 1 ? t('pad', { name }) : t('padShot', { name, shot: pad.shot + 1 });
  const drawings = Array.from({ length: shots }, (_, shot) =>
    shot === pad.shot ? pad.shown : drawingOf(symbol, shot),
  );

  return (
    <li className={large ? 'symbol large' : 'symbol'}>
      <Pad
        label={`${label}, ${t('strokes', { count: pad.drawing.length })}`}
        drawing={pad.drawing}
        large={large ?? false}
        active={isNext}
        hint={isNext ? t('here') : undefined}
        onLine={pad.onLine}
      />
      <Shots name={name} drawings={drawings} picked={pad.shot} onPick={pad.pick} />
      <div className="symbol-tools">
        <SymbolName symbol={symbol} number={number} />
        <PadTools
          name={name}
          isBlank={pad.isBlank}
          canUndo={pad.canUndo}
          onUndo={pad.undo}
          onClear={pad.clear}
          onRemove={removable ? () => draw.removeSymbol(symbol.id) : undefined}
        />
      </div>
    </li>
  );
});
