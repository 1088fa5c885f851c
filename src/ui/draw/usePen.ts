import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { type Drawing, type Stroke, smoothStroke } from '#data';

type Point = Stroke[number];

const share = (position: number, start: number, length: number) =>
  Math.min(1, Math.max(0, (position - start) / length));

/** All positions that an event tells of: a fast pen moves several times between two pictures. */
function positions(event: globalThis.PointerEvent): globalThis.PointerEvent[] {
  const coalesced = event.getCoalescedEvents?.() ?? [];
  return coalesced.length > 0 ? coalesced : [event];
}

/** Where the sheet lies within the window, in CSS pixels. */
type Box = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

/** The sheet is what is inside an element's border. */
function sheetOf(element: Element): Box {
  const { left, top } = element.getBoundingClientRect();
  const { clientLeft, clientTop, clientWidth, clientHeight } = element;
  return { left: left + clientLeft, top: top + clientTop, width: clientWidth, height: clientHeight };
}

/**
 * Draws lines with mouse, finger or pen on an element, one pointer at a time.
 *
 * @param onLine told of the drawing with the line under way, once a picture, and with the finished one
 * @returns the drawing as it is now, and the element's handlers
 */
export function usePen(drawing: Drawing, onLine: (drawing: Drawing, isDone: boolean) => void) {
  const [under, setUnder] = useState<Drawing | null>(null);
  const pen = useRef<{ id: number; box: Box; before: Drawing; points: Point[] } | null>(null);
  const frame = useRef(0);
  const latest = useRef({ drawing, onLine });

  useEffect(() => {
    latest.current = { drawing, onLine };
  });
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const follow = useCallback((event: PointerEvent<Element>) => {
    const { current } = pen;
    if (current === null || current.id !== event.pointerId) return false;
    const { box, points } = current;
    for (const { clientX, clientY } of positions(event.nativeEvent)) {
      points.push({ x: share(clientX, box.left, box.width), y: share(clientY, box.top, box.height) });
    }
    return true;
  }, []);

  const tell = useCallback((isDone: boolean) => {
    if (pen.current === null) return;
    const { before, points } = pen.current;
    const now = [...before, smoothStroke(points, isDone)];
    setUnder(isDone ? null : now);
    latest.current.onLine(now, isDone);
  }, []);

  const onPointerDown = useCallback(
    (event: PointerEvent<Element>) => {
      if (pen.current !== null || event.button !== 0) return;
      // Else the mouse would select text beside the pad.
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      pen.current = {
        id: event.pointerId,
        box: sheetOf(event.currentTarget),
        before: latest.current.drawing,
        points: [],
      };
      follow(event);
      tell(false);
    },
    [follow, tell],
  );

  const onPointerMove = useCallback(
    (event: PointerEvent<Element>) => {
      if (!follow(event)) return;
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() => tell(false));
    },
    [follow, tell],
  );

  // Lifted, or taken away by the system: the line drawn so far stays.
  const onLostPointerCapture = useCallback(
    (event: PointerEvent<Element>) => {
      if (pen.current?.id !== event.pointerId) return;
      cancelAnimationFrame(frame.current);
      tell(true);
      pen.current = null;
    },
    [tell],
  );

  return { drawing: under ?? drawing, handlers: { onPointerDown, onPointerMove, onLostPointerCapture } };
}
