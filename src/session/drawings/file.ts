import * as v from 'valibot';
import { type DrawingSet, FEWEST_SYMBOLS, MOST_SHOTS, MOST_SYMBOLS } from './set.ts';

/** Raised where a set's form changes: other versions are not read. */
const VERSION = 1;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const name = v.nullable(v.pipe(v.string(), v.maxLength(200)));
const stroke = v.pipe(v.array(v.tuple([share, share])), v.minLength(1), v.maxLength(20_000));
const schema = v.object({
  version: v.literal(VERSION),
  name,
  shots: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_SHOTS)),
  symbols: v.pipe(
    v.array(
      v.object({
        name,
        drawings: v.pipe(v.array(v.pipe(v.array(stroke), v.maxLength(2000))), v.maxLength(MOST_SHOTS)),
      }),
    ),
    v.minLength(FEWEST_SYMBOLS),
    v.maxLength(MOST_SYMBOLS),
  ),
});

/** Enough for a pixel of any screen. */
const digits = (value: number) => Number(value.toFixed(5));

/** A set's lines and names as JSON: all that its pictures do not tell. */
export function encodeSet(set: DrawingSet): string {
  const symbols = set.symbols.map((symbol) => ({
    name: symbol.name,
    drawings: symbol.drawings.map((drawing) =>
      drawing.map((line) => line.map(({ x, y }) => [digits(x), digits(y)])),
    ),
  }));
  return JSON.stringify({ version: VERSION, name: set.name, shots: set.shots, symbols });
}

/** The set that `encodeSet` wrote; null where the text is no such thing. */
export function decodeSet(text: string): DrawingSet | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const result = v.safeParse(schema, json);
  if (!result.success) return null;
  const { shots, symbols } = result.output;
  return {
    name: result.output.name,
    shots,
    symbols: symbols.map((symbol, id) => ({
      id,
      name: symbol.name,
      drawings: symbol.drawings.map((drawing) => drawing.map((line) => line.map(([x, y]) => ({ x, y })))),
    })),
  };
}
