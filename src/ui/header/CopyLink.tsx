import { Check, Link } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useSession } from '../context/session.tsx';
import { useCopy } from '../hooks/useCopy.ts';
import { usePageLink } from '../hooks/usePageLink.ts';

/** Copies an address that shows this very state; of a run whose settings were changed on the way, it says what it leaves out. */
export function CopyLink() {
  const t = useTranslations('header');
  const link = usePageLink();
  const [outcome, copy] = useCopy(() => link());
  const wasChanged = useSession(({ history }) => history.changes.length > 0);
  const said = outcome === 'copied' && wasChanged ? 'copiedWithout' : (outcome ?? 'copyLink');

  return (
    <button
      type="button"
      className="button quiet"
      title={t(wasChanged ? 'copyLinkMore' : 'copyLink')}
      onClick={copy}
    >
      {outcome === 'copied' ? <Check className="icon" /> : <Link className="icon" />}
      <span aria-live="polite" className={outcome === null ? 'word' : undefined}>
        {t(said)}
      </span>
    </button>
  );
}
