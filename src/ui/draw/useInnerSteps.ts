import { isShipped, networkInUse } from '#session';
import { useDrawState, useSession } from '../context/session.tsx';

/** Inner steps of the shipped networks, while it is not yet known what they were measured with. */
const USUAL_STEPS = 5;

/** Steps of the inner loop that the network in use takes on a person's drawings. */
export function useInnerSteps(): number {
  const ofRun = useSession((state) => state.settings.evaluateSteps);
  return useDrawState((state) => {
    const network = networkInUse(state);
    if (network === 'run') return ofRun;
    if (!isShipped(network)) return state.file?.steps ?? USUAL_STEPS;
    const accuracy = state.measured[network]?.queryAccuracy;
    return accuracy === undefined ? USUAL_STEPS : accuracy.length - 1;
  });
}
