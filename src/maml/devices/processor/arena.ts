import type { Plan, Step } from '../../trace/plan.ts';
import type { Storage } from '../../trace/tracing-backend.ts';

/** Blocks start at whole cache lines: 16 values. */
const LINE = 16;
const roundUp = (size: number) => LINE * Math.ceil(Math.max(size, 1) / LINE);

interface Gap {
  from: number;
  size: number;
}

/** Hands out parts of a stretch of memory that grows as needed; what is given back joins with its neighbours. */
export class Arena {
  /** Where the stretch ends. */
  size: number;
  private gaps: Gap[] = [];

  /** @param first where the stretch begins */
  constructor(first = 0) {
    this.size = first;
  }

  /** The smallest gap that fits: what was just freed is still in the cache, and the whole stays small. */
  take(size: number): number {
    const fitting = this.gaps.filter((gap) => gap.size >= size);
    if (fitting.length === 0) return this.grow(size);
    const best = fitting.reduce((a, b) => (b.size < a.size ? b : a));
    const { from } = best;
    best.from += size;
    best.size -= size;
    this.gaps = this.gaps.filter((gap) => gap.size > 0);
    return from;
  }

  give(from: number, size: number): void {
    const before = this.gaps.find((gap) => gap.from + gap.size === from);
    const after = this.gaps.find((gap) => gap.from === from + size);
    if (before) before.size += size + (after?.size ?? 0);
    else if (after) after.size += size;
    else this.gaps.push({ from, size });
    if (after && before) this.gaps = this.gaps.filter((gap) => gap !== after);
    else if (after) after.from = from;
  }

  /** A part at the end, from where what lies free there begins. */
  private grow(size: number): number {
    const last = this.gaps.find((gap) => gap.from + gap.size === this.size);
    const from = last?.from ?? this.size;
    this.gaps = this.gaps.filter((gap) => gap !== last);
    this.size = from + size;
    return from;
  }
}

/**
 * Places a plan's intermediate results in one stretch of memory, where no two that live at the same time
 * overlap.
 *
 * @param bound results that have a place of their own
 * @returns offsets in values, and the length of the stretch
 */
export function arrange(
  { steps }: Plan,
  bound: ReadonlySet<Storage>,
): { offsets: Map<Storage, number>; size: number } {
  const arena = new Arena();
  const offsets = new Map<Storage, number>();
  const take = ({ outputs }: Step) => {
    for (const { storage } of outputs) {
      if (!bound.has(storage)) offsets.set(storage, arena.take(roundUp(storage.size)));
    }
  };
  for (const step of steps) {
    take(step);
    for (const storage of step.releases) {
      arena.give(offsets.get(storage) as number, roundUp(storage.size));
    }
  }
  return { offsets, size: arena.size };
}
