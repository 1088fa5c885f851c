import type { Drawing } from '#data';
import { Gesture } from './gesture.ts';
import { type PenFirst, penFirst } from './pen-first.ts';

/** As much of a pointer's event as drawing needs. */
export type PenEvent = Pick<
  PointerEvent,
  'pointerId' | 'pointerType' | 'button' | 'clientX' | 'clientY' | 'timeStamp'
> & { getCoalescedEvents?: () => readonly Pick<PointerEvent, 'clientX' | 'clientY'>[] };

/** As much of the element as says where its sheet lies: what is inside the border. */
export type Sheet = Pick<
  Element,
  'getBoundingClientRect' | 'clientLeft' | 'clientTop' | 'clientWidth' | 'clientHeight'
>;

export interface PenPad {
  /** What is on the pad before a line. */
  drawing(): Drawing;
  /** Told of the drawing with the line under way, and with the finished one; a line taken back leaves what was there. */
  tell(drawing: Drawing, isDone: boolean): void;
}

/** All positions that an event tells of: a fast pen moves several times between two pictures. */
function positions(event: PenEvent) {
  const coalesced = event.getCoalescedEvents?.() ?? [];
  return coalesced.length > 0 ? coalesced : [event];
}

/** Draws on one pad, by one pointer at a time. */
export class Pen {
  private readonly pad: PenPad;
  private readonly first: PenFirst;
  private under: { id: number; before: Drawing; gesture: Gesture; release: () => void } | null = null;

  constructor(pad: PenPad, first: PenFirst = penFirst) {
    this.pad = pad;
    this.first = first;
  }

  /** Whether the pointer begins a line. */
  down(sheet: Sheet, event: PenEvent): boolean {
    const { pointerId: id, pointerType: type, timeStamp } = event;
    if (event.button !== 0) return false;
    if (type === 'pen') this.first.near(timeStamp);
    if (type === 'touch' && this.first.isPalm(timeStamp)) return false;
    if (this.under !== null) return false;
    if (type === 'pen') this.first.down(id);
    const release =
      type === 'touch' ? this.first.touch(() => this.end(false)) : () => this.first.up(id, timeStamp);
    this.under = { id, before: this.pad.drawing(), gesture: new Gesture(), release };
    this.follow(sheet, event);
    this.tell();
    return true;
  }

  /** Whether the line has grown; it is told of when `tell` is called. */
  move(sheet: Sheet, event: PenEvent): boolean {
    if (event.pointerType === 'pen') this.first.near(event.timeStamp);
    if (!this.draws(event)) return false;
    this.follow(sheet, event);
    return true;
  }

  /** The line ends here. */
  up(event: PenEvent): void {
    this.first.up(event.pointerId, event.timeStamp);
    if (this.draws(event)) this.end(true);
  }

  /** The system has taken the pointer away, as it does with a palm: its line was none. */
  cancel(event: PenEvent): void {
    this.first.up(event.pointerId, event.timeStamp);
    if (this.draws(event)) this.end(false);
  }

  /** The pad goes away. */
  leave(): void {
    this.under?.release();
    this.under = null;
  }

  /** Tells of the line under way. */
  tell(): void {
    if (this.under === null) return;
    const { before, gesture } = this.under;
    this.pad.tell([...before, ...gesture.lines(false)], false);
  }

  private draws(event: PenEvent): boolean {
    return this.under?.id === event.pointerId;
  }

  /** Where the sheet is now counts: the page may scroll under the pointer. */
  private follow(sheet: Sheet, event: PenEvent): void {
    const { left, top } = sheet.getBoundingClientRect();
    for (const { clientX, clientY } of positions(event)) {
      this.under?.gesture.follow({
        x: (clientX - left - sheet.clientLeft) / sheet.clientWidth,
        y: (clientY - top - sheet.clientTop) / sheet.clientHeight,
      });
    }
  }

  private end(isKept: boolean): void {
    if (this.under === null) return;
    const { before, gesture } = this.under;
    const lines = isKept ? gesture.lines(true) : [];
    this.leave();
    this.pad.tell(lines.length === 0 ? before : [...before, ...lines], true);
  }
}
