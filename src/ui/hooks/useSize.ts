import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Pixels of an element's content box, and of a rem sixteenth (1 at the usual root size). */
export interface Size {
  width: number;
  height: number;
  unit: number;
}

/** The size of an element, kept current; null until it is known. */
export function useSize<E extends Element>(): [RefObject<E | null>, Size | null] {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<Size | null>(null);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
      setSize((old) =>
        old?.width === width && old.height === height && old.unit === unit ? old : { width, height, unit },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return [ref, size];
}
