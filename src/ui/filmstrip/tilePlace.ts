import type { Pick, Who } from './filmView.ts';

/** One query drawing after one step of one start. */
export interface Place extends Pick {
  who: Who;
  step: number;
}

/** What the keys can reach. */
export interface Reach {
  symbols: readonly number[];
  queries: readonly number[];
  steps: number;
}

/** A place as an attribute of its tile. */
export function placeName({ who, step, symbol, query }: Place): string {
  return [who, step, symbol, query].join();
}

/** The place that an element belongs to. */
export function placeUnder(target: EventTarget): Place | null {
  const tile = target instanceof Element ? target.closest<HTMLElement>('[data-tile]') : null;
  if (tile?.dataset.tile === undefined) return null;
  const [who, ...numbers] = tile.dataset.tile.split(',');
  const [step, symbol, query] = numbers.map(Number);
  return { who: who === 'random' ? 'random' : 'learnt', step, symbol, query };
}

export function tileAt(within: Element | null, place: Place): HTMLElement | null {
  return within?.querySelector<HTMLElement>(`[data-tile="${placeName(place)}"]`) ?? null;
}

/**
 * Where a key leads from a place; null where it leads nowhere. Left and right go through a symbol's drawings and
 * on into the next step's, up and down through the symbols and from one start to the other; page up and down keep
 * the drawing and change the step, as do home and end.
 */
export function placeAfter(key: string, place: Place, reach: Reach): Place | null {
  const { who, step, symbol, query } = place;
  const { symbols, queries, steps } = reach;
  const toStep = (next: number) => (next < 0 || next > steps ? null : { ...place, step: next });
  const row = symbols.indexOf(symbol);
  const column = queries.indexOf(query);
  switch (key) {
    case 'ArrowRight':
      if (column < queries.length - 1) return { ...place, query: queries[column + 1] };
      return step < steps ? { ...place, step: step + 1, query: queries[0] } : null;
    case 'ArrowLeft':
      if (column > 0) return { ...place, query: queries[column - 1] };
      return step > 0 ? { ...place, step: step - 1, query: queries[queries.length - 1] } : null;
    case 'ArrowDown':
      if (row < symbols.length - 1) return { ...place, symbol: symbols[row + 1] };
      return who === 'learnt' ? { ...place, who: 'random', symbol: symbols[0] } : null;
    case 'ArrowUp':
      if (row > 0) return { ...place, symbol: symbols[row - 1] };
      return who === 'random' ? { ...place, who: 'learnt', symbol: symbols[symbols.length - 1] } : null;
    case 'PageDown':
      return toStep(step + 1);
    case 'PageUp':
      return toStep(step - 1);
    case 'Home':
      return toStep(0);
    case 'End':
      return toStep(steps);
    default:
      return null;
  }
}
