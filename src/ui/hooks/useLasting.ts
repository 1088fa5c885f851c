import { useEffect, useState } from 'react';

/** Whether something has been going on for `ms` milliseconds. */
export function useLasting(isGoingOn: boolean, ms: number): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    setLasting(false);
    if (!isGoingOn) return;
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [isGoingOn, ms]);
  return isGoingOn && isLasting;
}
