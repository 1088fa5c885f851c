import { useEffect, useState } from 'react';

/** How long it is told what came of it, in milliseconds. */
const SHOWN_FOR = 2500;

/** Copies a text made when asked for; tells for a moment what came of it. */
export function useCopy(text: () => string): ['copied' | 'copyFailed' | null, () => Promise<void>] {
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text());
      setOutcome('copied');
    } catch {
      // Without permission, or outside a secure context.
      setOutcome('copyFailed');
    }
  }
  return [outcome, copy];
}
