import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * A stop of the Tab key for an element that scrolls and has nothing in it to stop at: only so do keys scroll it.
 * Where all of it is in sight, there is no stop.
 */
export function useScrollStop<E extends HTMLElement>(): { ref: RefObject<E | null>; tabIndex?: 0 } {
  const ref = useRef<E>(null);
  const [scrolls, setScrolls] = useState(false);

  // After every rendering: there may be more in it than before, or less.
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => setScrolls(element.scrollHeight > element.clientHeight + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  });

  return scrolls ? { ref, tabIndex: 0 } : { ref };
}
