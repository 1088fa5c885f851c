import { createRandom, PIXELS, SIDE } from '#data';

type Point = [number, number];

/** Five easily told apart characters, as strokes in a unit square. */
const SYMBOLS: Point[][][] = [
  [
    [
      [0.2, 0.1],
      [0.2, 0.9],
      [0.8, 0.85],
      [0.8, 0.25],
    ],
  ],
  [
    [
      [0.1, 0.4],
      [0.4, 0.7],
      [0.9, 0.35],
    ],
    [
      [0.3, 0.4],
      [0.7, 0.4],
    ],
  ],
  [
    [
      [0.5, 0.1],
      [0.25, 0.3],
      [0.5, 0.45],
      [0.7, 0.25],
      [0.5, 0.1],
    ],
    [
      [0.5, 0.45],
      [0.4, 0.9],
    ],
  ],
  [
    [
      [0.2, 0.2],
      [0.8, 0.2],
      [0.3, 0.55],
      [0.75, 0.6],
      [0.4, 0.9],
    ],
  ],
  [
    [
      [0.5, 0.1],
      [0.5, 0.9],
    ],
    [
      [0.2, 0.45],
      [0.8, 0.6],
    ],
    [
      [0.6, 0.15],
      [0.85, 0.3],
    ],
  ],
];
/** Radius of the pen, in pixels. */
const PEN = 0.95;

/** One drawer's drawing of a symbol, grey, paper 255, `[28 * 28]`. */
export function drawSymbol(symbol: number, drawer: number): Uint8Array {
  const random = createRandom(symbol, drawer);
  const turn = random.normal(0.12) + Math.floor(symbol / SYMBOLS.length) * (Math.PI / 2);
  const size = SIDE * random.uniform(0.7, 0.85);
  const strokes = SYMBOLS[symbol % SYMBOLS.length].map((stroke) =>
    stroke.map(([x, y]): Point => {
      const dx = (x - 0.5 + random.normal(0.025)) * size;
      const dy = (y - 0.5 + random.normal(0.025)) * size;
      return [
        SIDE / 2 + dx * Math.cos(turn) - dy * Math.sin(turn),
        SIDE / 2 + dx * Math.sin(turn) + dy * Math.cos(turn),
      ];
    }),
  );
  const pixels = new Uint8Array(PIXELS);
  for (let i = 0; i < PIXELS; i++) {
    const at: Point = [(i % SIDE) + 0.5, Math.floor(i / SIDE) + 0.5];
    const distance = Math.min(
      ...strokes.flatMap((stroke) => stroke.slice(1).map((end, k) => toSegment(at, stroke[k], end))),
    );
    pixels[i] = 255 * Math.min(1, Math.max(0, distance - PEN + 0.5));
  }
  return pixels;
}

function toSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
