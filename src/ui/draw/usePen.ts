import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Drawing } from '#data';
import { Pen } from './pen.ts';

/**
 * Draws lines with mouse, finger or pen on an element.
 *
 * @param onLine told of the drawing with the line under way, once a picture, and with the finished one; where that
 *   has been taken back, it is the drawing from before
 * @returns the drawing as it is now, and the element's handlers
 */
export function usePen(drawing: Drawing, onLine: (drawing: Drawing, isDone: boolean) => void) {
  const [under, setUnder] = useState<Drawing | null>(null);
  const latest = useRef({ drawing, onLine });
  const frame = useRef(0);
  const [pen] = useState(
    () =>
      new Pen({
        drawing: () => latest.current.drawing,
        tell: (now, isDone) => {
          cancelAnimationFrame(frame.current);
          setUnder(isDone ? null : now);
          latest.current.onLine(now, isDone);
        },
      }),
  );

  useEffect(() => {
    latest.current = { drawing, onLine };
  });
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      pen.leave();
    },
    [pen],
  );

  const handlers = {
    onPointerDown: ({ currentTarget, nativeEvent }: PointerEvent<Element>) => {
      // Else the mouse would select text beside the pad.
      nativeEvent.preventDefault();
      if (pen.down(currentTarget, nativeEvent)) currentTarget.setPointerCapture(nativeEvent.pointerId);
    },
    onPointerMove: ({ currentTarget, nativeEvent }: PointerEvent<Element>) => {
      if (!pen.move(currentTarget, nativeEvent)) return;
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() => pen.tell());
    },
    onPointerUp: ({ nativeEvent }: PointerEvent<Element>) => pen.up(nativeEvent),
    onPointerCancel: ({ nativeEvent }: PointerEvent<Element>) => pen.cancel(nativeEvent),
    // Where another element takes the pointer over, the line drawn so far stays.
    onLostPointerCapture: ({ nativeEvent }: PointerEvent<Element>) => pen.up(nativeEvent),
  };
  return { drawing: under ?? drawing, handlers };
}
