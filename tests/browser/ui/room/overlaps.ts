import { movesWith } from './frames.ts';
import type { Box, Words } from './sight.ts';

/** Pixels that the boxes of two texts may have in common: letters hardly ever fill theirs. */
const SLACK = 1.5;

interface Line {
  words: Words;
  box: Box;
  group: Element;
}

/** Pairs of texts that are drawn over each other; those that scroll apart are none. */
export function overlapping(all: readonly Words[]): [Words, Words][] {
  const lines: Line[] = all
    .filter(({ element }) => element.closest('.katex') === null)
    .flatMap((words) => words.boxes.map((box) => ({ words, box, group: movesWith(words.element) })))
    .sort((a, b) => a.box.top - b.box.top);
  const found = new Map<string, [Words, Words]>();
  lines.forEach((one, i) => {
    for (let j = i + 1; j < lines.length && lines[j].box.top < one.box.bottom - SLACK; j++) {
      const other = lines[j];
      if (other.words === one.words || other.group !== one.group) continue;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (across > SLACK && down > SLACK) {
        found.set(`${all.indexOf(one.words)} ${all.indexOf(other.words)}`, [one.words, other.words]);
      }
    }
  });
  return [...found.values()];
}
