import { BOX, type Drawing, type Stroke } from '#data';

/** The eight neighbours of a pixel, clockwise from the one above, as steps across and down. */
const AROUND = [
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
] as const;

/**
 * Thins ink to lines a pixel wide, after T. Y. Zhang and C. Y. Suen, "A fast parallel algorithm for thinning
 * digital patterns" (1984).
 *
 * @param ink `[105 * 105]`, 1 ink, 0 paper
 */
function thin(ink: Uint8Array): Uint8Array {
  const lines = ink.slice();
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= BOX || y >= BOX ? 0 : lines[y * BOX + x]);
  for (let removed = true; removed; ) {
    removed = false;
    for (const pass of [0, 1]) {
      const gone: number[] = [];
      for (let y = 0; y < BOX; y++) {
        for (let x = 0; x < BOX; x++) {
          if (at(x, y) === 0) continue;
          const near = AROUND.map(([dx, dy]) => at(x + dx, y + dy));
          const count = near.reduce((sum, one) => sum + one, 0);
          const entries = near.filter((one, i) => one === 0 && near[(i + 1) % 8] === 1).length;
          const [up, , right, , down, , left] = near;
          const isEdge =
            pass === 0
              ? up * right * down === 0 && right * down * left === 0
              : up * right * left === 0 && up * down * left === 0;
          if (count >= 2 && count <= 6 && entries === 1 && isEdge) gone.push(y * BOX + x);
        }
      }
      for (const pixel of gone) lines[pixel] = 0;
      removed ||= gone.length > 0;
    }
  }
  return lines;
}

/** A scan's lines as someone would have drawn them: a short stroke between every two pixels that touch. */
export function skeletonOf(ink: Uint8Array): Drawing {
  const lines = thin(ink);
  const strokes: Stroke[] = [];
  const middle = (x: number, y: number) => ({ x: (x + 0.5) / BOX, y: (y + 0.5) / BOX });
  for (let y = 0; y < BOX; y++) {
    for (let x = 0; x < BOX; x++) {
      if (lines[y * BOX + x] === 0) continue;
      strokes.push([middle(x, y)]);
      for (const [dx, dy] of AROUND.slice(1, 5)) {
        const [nx, ny] = [x + dx, y + dy];
        if (nx >= 0 && nx < BOX && ny >= 0 && ny < BOX && lines[ny * BOX + nx] === 1) {
          strokes.push([middle(x, y), middle(nx, ny)]);
        }
      }
    }
  }
  return strokes;
}
