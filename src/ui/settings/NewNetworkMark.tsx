import { RotateCcw } from 'lucide-react';

/** The turning arrow of settings that need a new network. */
export function NewNetworkMark() {
  return <RotateCcw className="new-network-mark" aria-hidden="true" />;
}
