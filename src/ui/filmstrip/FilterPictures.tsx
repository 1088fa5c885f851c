import { useLayoutEffect, useRef } from 'react';
import { usePage } from '../context/page.tsx';

const SIDE = 3;
/** Pixels of the picture for each weight, and between two filters. */
const DOT = 4;
const GAP = 3;
const A_ROW = 16;

/** Filters `[filter][3 * 3]` in ink: none for weights of `-scale`, half for 0, full for `scale`. */
export function FilterPictures(props: Pictures) {
  const { theme } = usePage();
  // Another theme has another ink: a new canvas then.
  return <Painted key={theme} {...props} />;
}

interface Pictures {
  filters: Float32Array;
  scale: number;
  label: string;
}

function Painted(props: Pictures) {
  const { filters, scale, label } = props;
  const ref = useRef<HTMLCanvasElement>(null);
  const count = filters.length / SIDE ** 2;
  const pitch = SIDE * DOT + GAP;
  const width = Math.min(A_ROW, count) * pitch - GAP;
  const height = Math.ceil(count / A_ROW) * pitch - GAP;

  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const style = getComputedStyle(canvas);
    const paper = style.getPropertyValue('--tile');
    context.clearRect(0, 0, width, height);
    filters.forEach((weight, i) => {
      const filter = Math.floor(i / SIDE ** 2);
      const tap = i % SIDE ** 2;
      const x = (filter % A_ROW) * pitch + (tap % SIDE) * DOT;
      const y = Math.floor(filter / A_ROW) * pitch + Math.floor(tap / SIDE) * DOT;
      context.globalAlpha = 1;
      context.fillStyle = paper;
      context.fillRect(x, y, DOT, DOT);
      context.globalAlpha = Math.min(1, Math.max(0, (weight / scale + 1) / 2));
      context.fillStyle = style.color;
      context.fillRect(x, y, DOT, DOT);
    });
  }, [filters, scale, width, height, pitch]);

  return <canvas ref={ref} className="filters" width={width} height={height} role="img" aria-label={label} />;
}
