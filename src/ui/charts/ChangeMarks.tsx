import { memo } from 'react';
import type { ChangeMark } from './changes.ts';
import type { Plot } from './frame.ts';

/** Where settings changed: a line through the plot, and under the axis what changed. */
export const ChangeMarks = memo(function ChangeMarks(props: { plot: Plot; marks: readonly ChangeMark[] }) {
  const { top, bottom, changesY, unit } = props.plot;

  return props.marks.map(({ lines, x, text }) => (
    <g key={lines[0]} className="change-mark">
      <path d={lines.map((at) => `M${at} ${top}V${bottom + 4 * unit}`).join('')} />
      <text x={x} y={changesY}>
        {text}
      </text>
    </g>
  ));
});
