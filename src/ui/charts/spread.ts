/**
 * Moves labels apart: heights at least `gap` from each other, between `low` and `high`, in the order of
 * `heights`, and as near to them as that allows (pool adjacent violators).
 */
export function spread(heights: readonly number[], gap: number, low: number, high: number): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  // Without the gaps, the task is to make the shifted heights non-decreasing.
  const blocks: { sum: number; count: number }[] = [];
  order.forEach(({ height }, rank) => {
    blocks.push({ sum: height - rank * gap, count: 1 });
    while (blocks.length > 1 && mean(blocks[blocks.length - 2]) > mean(blocks[blocks.length - 1])) {
      const last = blocks.pop()!;
      blocks[blocks.length - 1].sum += last.sum;
      blocks[blocks.length - 1].count += last.count;
    }
  });
  const ceiling = high - (order.length - 1) * gap;
  const placed = new Array<number>(heights.length);
  let rank = 0;
  for (const block of blocks) {
    const base = Math.max(low, Math.min(ceiling, mean(block)));
    for (let i = 0; i < block.count; i++, rank++) placed[order[rank].index] = base + rank * gap;
  }
  return placed;
}

function mean(block: { sum: number; count: number }): number {
  return block.sum / block.count;
}
