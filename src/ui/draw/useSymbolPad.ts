import { useState } from 'react';
import { type Drawing, isBlank } from '#data';
import { canUndo, drawingOf, type OwnSymbol, padName } from '#session';
import { useDraw, useDrawState } from '../context/session.tsx';

/** One symbol's pad: which of its drawings lies on it, and what can be done to that. */
export function useSymbolPad(symbol: OwnSymbol, shots: number) {
  const draw = useDraw();
  const [picked, setPicked] = useState(0);
  const [live, setLive] = useState<Drawing | null>(null);
  const shot = Math.min(picked, shots - 1);
  const drawing = drawingOf(symbol, shot);

  const undoable = useDrawState((state) => canUndo(state.history, padName(symbol.id, shot), drawing));

  return {
    shot,
    pick: setPicked,
    drawing,
    isBlank: isBlank(drawing),
    canUndo: undoable,
    /** With the line under way. */
    shown: live ?? drawing,
    onLine: (now: Drawing, isDone: boolean) => {
      setLive(isDone ? null : now);
      if (isDone) draw.draw(symbol.id, shot, now);
    },
    undo: () => draw.undo(symbol.id, shot),
    clear: () => draw.draw(symbol.id, shot, []),
  };
}
