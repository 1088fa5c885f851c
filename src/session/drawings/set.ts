import { BLANK, type Drawing, isBlank, PIXELS, prepareDrawing } from '#data';
import { type OwnTask, yieldToEvents } from '#workers';

export const FEWEST_SYMBOLS = 2;
export const MOST_SYMBOLS = 20;
/** Drawings of each symbol. */
export const MOST_SHOTS = 5;

/** One class of a person's own task. */
export interface OwnSymbol {
  /** The same for as long as the symbol exists, whatever its number becomes. */
  id: number;
  /** What the person calls it; null: its number. */
  name: string | null;
  /** `[shot]`, up to `MOST_SHOTS`; those beyond the set's number of shots wait unused. */
  drawings: readonly Drawing[];
}

/** A person's own task: 2 to 20 symbols, 1 to 5 drawings of each. */
export interface DrawingSet {
  /** Null: not named yet. */
  name: string | null;
  shots: number;
  symbols: readonly OwnSymbol[];
}

function emptySymbol(id: number): OwnSymbol {
  return { id, name: null, drawings: [] };
}

/** A set to begin with: symbols without drawings. */
export function emptySet(symbols = 5): DrawingSet {
  return { name: null, shots: 1, symbols: Array.from({ length: symbols }, (_, id) => emptySymbol(id)) };
}

/** @param id that no symbol has, or has had */
export function withSymbol(set: DrawingSet, id: number): DrawingSet {
  if (set.symbols.length >= MOST_SYMBOLS) return set;
  return { ...set, symbols: [...set.symbols, emptySymbol(id)] };
}

export function withoutSymbol(set: DrawingSet, id: number): DrawingSet {
  return { ...set, symbols: set.symbols.filter((symbol) => symbol.id !== id) };
}

function withChangedSymbol(set: DrawingSet, id: number, change: (symbol: OwnSymbol) => OwnSymbol) {
  return { ...set, symbols: set.symbols.map((symbol) => (symbol.id === id ? change(symbol) : symbol)) };
}

export function withSymbolName(set: DrawingSet, id: number, name: string): DrawingSet {
  const trimmed = name.trim();
  return withChangedSymbol(set, id, (symbol) => ({ ...symbol, name: trimmed === '' ? null : trimmed }));
}

export function withDrawing(set: DrawingSet, id: number, shot: number, drawing: Drawing): DrawingSet {
  return withChangedSymbol(set, id, (symbol) => {
    const drawings = Array.from({ length: Math.max(symbol.drawings.length, shot + 1) }, (_, i) =>
      i === shot ? drawing : drawingOf(symbol, i),
    );
    return { ...symbol, drawings };
  });
}

export function drawingOf(symbol: OwnSymbol, shot: number): Drawing {
  return symbol.drawings[shot] ?? BLANK;
}

/** A symbol's drawings that are in use: not blank, and within the set's number of shots. */
export function drawingsInUse(set: DrawingSet, symbol: OwnSymbol): Drawing[] {
  return symbol.drawings.slice(0, set.shots).filter((drawing) => !isBlank(drawing));
}

/** Whether anything is drawn, in use or not. */
export function holdsDrawings(set: DrawingSet): boolean {
  return set.symbols.some(({ drawings }) => drawings.some((drawing) => !isBlank(drawing)));
}

const prepared = new WeakMap<Drawing, Uint8Array>();

/** A drawing's 28x28; drawings do not change, so each is prepared once. */
export function pixelsOf(drawing: Drawing): Uint8Array {
  const known = prepared.get(drawing);
  if (known !== undefined) return known;
  const pixels = prepareDrawing(drawing);
  prepared.set(drawing, pixels);
  return pixels;
}

/** Prepares a set's drawings a symbol at a time, so that the page need not for its next picture. */
export async function prepareSet(set: DrawingSet): Promise<void> {
  for (const symbol of set.symbols) {
    drawingsInUse(set, symbol).forEach(pixelsOf);
    await yieldToEvents();
  }
}

/** A symbol as the network was shown it. */
export interface ShownSymbol {
  /** Its number then, from 1. */
  number: number;
  name: string | null;
  drawings: readonly Drawing[];
}

/** The symbols with drawings, in order: the classes of the task. Those without are left out. */
export function shownSymbols(set: DrawingSet): ShownSymbol[] {
  return set.symbols
    .map((symbol, i) => ({ number: i + 1, name: symbol.name, drawings: drawingsInUse(set, symbol) }))
    .filter(({ drawings }) => drawings.length > 0);
}

/** The task of symbols, each a class. */
export function taskOf(symbols: readonly ShownSymbol[]): OwnTask {
  const drawings = symbols.flatMap((symbol) => symbol.drawings);
  const support = new Uint8Array(drawings.length * PIXELS);
  for (const [i, drawing] of drawings.entries()) support.set(pixelsOf(drawing), i * PIXELS);
  const labels = symbols.flatMap((symbol, label) => symbol.drawings.map(() => label));
  return { ways: symbols.length, support, labels: Int32Array.from(labels) };
}

/** Whether two lists of symbols make the same task. */
export function sameTask(a: readonly ShownSymbol[], b: readonly ShownSymbol[]): boolean {
  const drawings = ({ drawings: all }: ShownSymbol, i: number, others: readonly ShownSymbol[]) =>
    all.length === others[i].drawings.length && all.every((one, k) => one === others[i].drawings[k]);
  return a.length === b.length && a.every((symbol, i) => drawings(symbol, i, b));
}
