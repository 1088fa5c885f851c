import { useSession } from './session.tsx';

/** The name of the archive in use; null while the invented alphabets are. */
export function useArchiveName(): string | null {
  return useSession((state) => (state.dataset?.source === 'archive' ? state.dataset.name : null));
}
