import { memo, useLayoutEffect, useRef } from 'react';
import { usePage } from '../context/page.tsx';
import { inked } from './inked.ts';

/** One drawing in the theme's ink on nothing, as large as the box around it; nothing without a mask. */
export const Drawing = memo(function Drawing(props: { mask: Uint8ClampedArray | null; faded?: boolean }) {
  const { theme } = usePage();
  if (props.mask === null) return null;
  // Theme and fading change the ink's colour: a new canvas then.
  return <Inked key={`${theme} ${props.faded}`} mask={props.mask} faded={props.faded ?? false} />;
});

function Inked(props: { mask: Uint8ClampedArray; faded: boolean }) {
  const { mask, faded } = props;
  const ref = useRef<HTMLCanvasElement>(null);
  const side = Math.sqrt(mask.length);

  useLayoutEffect(() => {
    const canvas = ref.current;
    // Read back it never is: the wish keeps it off the graphics card, where each of a hundred drawings would be a
    // layer of its own, to be arranged anew for every picture of the page.
    const context = canvas?.getContext('2d', { willReadFrequently: true });
    if (canvas && context) context.putImageData(inked(mask, getComputedStyle(canvas).color), 0, 0);
  }, [mask]);

  return <canvas ref={ref} className={faded ? 'drawing faded' : 'drawing'} width={side} height={side} />;
}
