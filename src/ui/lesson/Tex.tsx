import katex from 'katex';
import { useLayoutEffect, useRef } from 'react';

/** Mathematics as KaTeX sets it: for the eye, or as MathML for who listens. */
export function Tex(props: { source: string; output: 'html' | 'mathml' }) {
  const { source, output } = props;
  const ref = useRef<HTMLSpanElement>(null);

  useLayoutEffect(() => {
    if (ref.current !== null) katex.render(source, ref.current, { output });
  }, [source, output]);

  return <span ref={ref} aria-hidden={output === 'html' ? true : undefined} />;
}
