import { expect, test } from 'vitest';
import { BLANK, type Drawing } from '#data';
import { Pen, type PenEvent, type Sheet } from '../../../src/ui/draw/pen.ts';
import { PenFirst } from '../../../src/ui/draw/pen-first.ts';

/** A sheet of 100 pixels, 1 of border, that can move as the page scrolls. */
function movableSheet() {
  const at = { left: 49, top: 19 };
  const sheet: Sheet = {
    getBoundingClientRect: () => ({ ...at }) as DOMRect,
    clientLeft: 1,
    clientTop: 1,
    clientWidth: 100,
    clientHeight: 100,
  };
  return { sheet, at };
}

let clock = 0;

/** An event of a pointer at a place in hundredths of a sheet that has not been moved. */
function event(x: number, y: number, of: Partial<PenEvent> = {}): PenEvent {
  clock += 16;
  const place = { clientX: 50 + x, clientY: 20 + y };
  return { pointerId: 1, pointerType: 'mouse', button: 0, timeStamp: clock, ...place, ...of };
}

function pad(first = new PenFirst()) {
  const told: { drawing: Drawing; isDone: boolean }[] = [];
  let drawing: Drawing = BLANK;
  const pen = new Pen(
    {
      drawing: () => drawing,
      tell: (now, isDone) => {
        told.push({ drawing: now, isDone });
        if (isDone) drawing = now;
      },
    },
    first,
  );
  const { sheet, at } = movableSheet();
  const line = (points: [number, number][], of: Partial<PenEvent> = {}) => {
    pen.down(sheet, event(...points[0], of));
    for (const point of points.slice(1)) pen.move(sheet, event(...point, of));
  };
  const shown = () => drawing;
  return { pen, sheet, at, line, told, shown };
}

const ends = (drawing: Drawing) =>
  drawing.map((stroke) =>
    [stroke[0], stroke[stroke.length - 1]].map(({ x, y }) => [x, y].map((share) => Math.round(100 * share))),
  );

test('a line ends where the pen leaves the sheet, and another begins where it comes back', () => {
  const { pen, line, shown } = pad();
  line([
    [50, 50],
    [90, 50],
    [110, 50],
    [130, 60],
    [130, 80],
    [110, 80],
    [90, 80],
    [50, 80],
  ]);
  pen.up(event(50, 80));
  expect(ends(shown())).toEqual([
    [
      [50, 50],
      [100, 50],
    ],
    [
      [100, 80],
      [50, 80],
    ],
  ]);
  // Nothing along the border.
  for (const { x, y } of shown().flat()) expect(x < 1 || y === 0.5 || y === 0.8).toBe(true);
});

test('a line begun outside begins where it comes in; one that only passes by is none', () => {
  const { pen, line, shown, told } = pad();
  line([
    [-10, 40],
    [10, 60],
    [40, 60],
  ]);
  pen.up(event(40, 60));
  expect(ends(shown())).toEqual([
    [
      [0, 50],
      [40, 60],
    ],
  ]);
  const before = shown();
  line([
    [-5, 20],
    [-5, 110],
    [50, 110],
  ]);
  pen.up(event(50, 110));
  expect(shown()).toBe(before);
  // A whole sheet may be crossed between two events.
  line([
    [30, -20],
    [30, 120],
  ]);
  pen.up(event(30, 120));
  expect(ends(shown().slice(1))).toEqual([
    [
      [30, 0],
      [30, 100],
    ],
  ]);
  expect(told.at(-1)!.isDone).toBe(true);
});

test('a touch that the system takes away leaves nothing behind', () => {
  const { pen, line, shown, told } = pad();
  line([
    [20, 20],
    [60, 60],
  ]);
  pen.up(event(60, 60));
  const before = shown();
  line(
    [
      [30, 70],
      [60, 75],
    ],
    { pointerId: 2, pointerType: 'touch' },
  );
  pen.tell();
  expect(told.at(-1)!.drawing).toHaveLength(2);
  pen.cancel(event(60, 75, { pointerId: 2, pointerType: 'touch' }));
  expect(told.at(-1)).toEqual({ drawing: before, isDone: true });
  expect(shown()).toBe(before);
});

test('a pen draws while a hand rests on the pad, and the hand does not', () => {
  const first = new PenFirst();
  const { pen, sheet, line, shown } = pad(first);
  const other = pad(first);
  const hand = { pointerId: 7, pointerType: 'touch' };
  const stylus = { pointerId: 8, pointerType: 'pen' };
  line(
    [
      [80, 90],
      [82, 92],
    ],
    hand,
  );
  other.line(
    [
      [10, 10],
      [20, 10],
    ],
    { ...hand, pointerId: 9 },
  );
  line(
    [
      [20, 20],
      [60, 20],
    ],
    stylus,
  );
  // The hand's lines are gone, on the pad beside it too.
  expect(other.told.at(-1)).toEqual({ drawing: BLANK, isDone: true });
  pen.move(sheet, event(90, 90, hand));
  pen.up(event(90, 90, hand));
  clock += 5000;
  expect(other.pen.down(other.sheet, event(50, 50, { ...hand, pointerId: 10 }))).toBe(false);
  pen.up(event(60, 20, stylus));
  expect(ends(shown())).toEqual([
    [
      [20, 20],
      [60, 20],
    ],
  ]);
  // Lifted between two lines, the pen is still at hand; later a finger may draw.
  expect(pen.down(sheet, event(50, 50, hand))).toBe(false);
  clock += 5000;
  expect(pen.down(sheet, event(50, 50, hand))).toBe(true);
  pen.up(event(50, 50, hand));
  // A pen that hovers is at hand too.
  pen.move(sheet, event(10, 10, stylus));
  expect(pen.down(sheet, event(50, 50, hand))).toBe(false);
});

test('a pad that goes away under a pen does not keep fingers from the others', () => {
  const first = new PenFirst();
  const one = pad(first);
  one.line([[50, 50]], { pointerType: 'pen' });
  one.pen.leave();
  clock += 5000;
  const other = pad(first);
  expect(other.pen.down(other.sheet, event(50, 50, { pointerType: 'touch' }))).toBe(true);
});

test('a line stays under the pen while the page scrolls', () => {
  const { pen, sheet, at, line, shown } = pad();
  line([
    [50, 50],
    [55, 50],
  ]);
  at.top -= 30;
  // The pen has gone up with the page: on the sheet it has only gone on to the right.
  pen.move(sheet, event(60, 20));
  pen.up(event(60, 20));
  expect(ends(shown())).toEqual([
    [
      [50, 50],
      [60, 50],
    ],
  ]);
});

test('of several positions in one event each counts; other buttons draw nothing', () => {
  const { pen, sheet, shown } = pad();
  expect(pen.down(sheet, event(10, 10, { button: 2 }))).toBe(false);
  pen.down(sheet, event(10, 10));
  pen.move(sheet, {
    ...event(90, 90),
    getCoalescedEvents: () => [event(90, 10), event(90, 12), event(90, 14), event(90, 90)],
  });
  pen.up(event(90, 90));
  expect(shown()[0].some(({ x, y }) => x > 0.6 && y < 0.3)).toBe(true);
});
