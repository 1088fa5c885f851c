import { startTransition, useCallback, useOptimistic } from 'react';
import { usePage } from '../context/page.tsx';

/** The inner step looked at, as the address has it; without one, the last. */
export function useStep(steps: number): [step: number, choose: (step: number) => void] {
  const { step: place, setPlace } = usePage();
  // The page's places change as transitions; a step is shown at once.
  const [step, show] = useOptimistic(place);

  const choose = useCallback(
    (next: number) =>
      startTransition(() => {
        show(next);
        setPlace({ step: next });
      }),
    [show, setPlace],
  );
  return [Math.min(step ?? steps, steps), choose];
}
