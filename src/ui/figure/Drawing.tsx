import { memo, useLayoutEffect, useRef } from 'react';
import { usePage } from '../context/page.tsx';

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
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const image = context.createImageData(side, side);
    for (let i = 0; i < mask.length; i++) image.data[4 * i + 3] = mask[i];
    context.putImageData(image, 0, 0);
    // The colour goes only where there is ink.
    context.globalCompositeOperation = 'source-in';
    context.fillStyle = getComputedStyle(canvas).color;
    context.fillRect(0, 0, side, side);
    context.globalCompositeOperation = 'source-over';
  }, [mask, side]);

  return <canvas ref={ref} className={faded ? 'drawing faded' : 'drawing'} width={side} height={side} />;
}
