import { BOX, type Drawing, isBlank, PEN, type Stroke } from '#data';
import { usePen } from './usePen.ts';

const rounded = (value: number) => (value * BOX).toFixed(2);

/** A line as an SVG path in the box of 105; a dot is a line of no length. */
function pathOf(stroke: Stroke): string {
  const [first] = stroke;
  const points = stroke.length === 1 ? [first, first] : stroke;
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${rounded(x)} ${rounded(y)}`).join('');
}

/** The lines of a drawing, as wide as Omniglot's pen. */
function Lines(props: { drawing: Drawing }) {
  return (
    <svg className="lines" viewBox={`0 0 ${BOX} ${BOX}`} strokeWidth={PEN} aria-hidden="true">
      <path d={props.drawing.map(pathOf).join('')} />
    </svg>
  );
}

/** A sheet to draw on with mouse, finger or pen. Active: the one to draw on next. */
export function Pad(props: {
  label: string;
  drawing: Drawing;
  large?: boolean;
  active?: boolean;
  /** Stands on it while it is blank. */
  hint?: string | undefined;
  onLine: (drawing: Drawing, isDone: boolean) => void;
}) {
  const { drawing, handlers } = usePen(props.drawing, props.onLine);
  const kinds = ['pad', props.large && 'large', props.active && 'active'].filter(Boolean);
  return (
    <div className={kinds.join(' ')} role="img" aria-label={props.label} {...handlers}>
      {isBlank(drawing) && props.hint && (
        <span className="pad-hint" aria-hidden="true">
          {props.hint}
        </span>
      )}
      <Lines drawing={drawing} />
    </div>
  );
}
