import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useSession } from '../context/session.tsx';
import { useCopy } from '../hooks/useCopy.ts';
import { performanceText } from './performanceText.ts';
import { useFigures } from './useFigures.ts';
import { useSpeeds } from './useSpeeds.ts';

/** Copies all that the view shows, for a message or a report. */
export function CopyAsText() {
  const t = useTranslations('performance');
  const figures = useFigures();
  const profile = useSession((state) => state.profile);
  const speeds = useSpeeds(useSession((state) => state.backend?.trial));
  const [outcome, copy] = useCopy(() =>
    performanceText([...figures, ...(speeds === null ? [] : [[t('trial'), speeds] as const])], profile),
  );

  return (
    <button type="button" className="button quiet" onClick={copy}>
      {outcome === 'copied' ? <Check className="icon" /> : <Copy className="icon" />}
      <span aria-live="polite">{t(outcome ?? 'copy')}</span>
    </button>
  );
}
