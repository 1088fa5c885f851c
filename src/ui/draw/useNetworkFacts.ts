import { isShipped, networkInUse } from '#session';
import { useDrawState, useSession } from '../context/session.tsx';

/**
 * What the network in use has learnt to do: to tell `ways` classes apart in `steps` inner steps. Null while
 * that is not known.
 */
export function useNetworkFacts(): { ways: number; steps: number } | null {
  const settings = useSession((state) => state.settings);
  const network = useDrawState(networkInUse);
  const shipped = useDrawState((state) => state.shipped);
  const file = useDrawState((state) => state.file);
  if (isShipped(network)) return shipped[network] ?? null;
  return network === 'run' ? { ways: settings.ways, steps: settings.evaluateSteps } : file;
}
