/** Letters that a slip may get wrong in a name of this length; in short ones two would make another word. */
const slipsIn = ({ length }: string) => (length < 7 ? 1 : 2);

/** Whether a name was meant to be another: it is the same but for a letter or two, hyphens and capitals. */
export function isSlip(name: string, meant: string): boolean {
  return distance(bare(name), bare(meant)) <= slipsIn(meant);
}

/** `meta-batch`, `metaBatch` and `meta_batch` are one name. */
const bare = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Letters to be put in, left out, changed or swapped with their neighbour between two words. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  rows[0] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const changed = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? rows[i - 2][j - 2] + 1 : changed;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, changed, swapped);
    }
  }
  return rows[a.length][b.length];
}
