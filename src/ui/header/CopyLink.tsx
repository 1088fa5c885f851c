import { Check, Link } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useCopy } from '../hooks/useCopy.ts';

/** Copies the address, which holds every setting. */
export function CopyLink() {
  const t = useTranslations('header');
  const [outcome, copy] = useCopy(() => window.location.href);

  return (
    <button type="button" className="button quiet" title={t('copyLink')} onClick={copy}>
      {outcome === 'copied' ? <Check className="icon" /> : <Link className="icon" />}
      <span aria-live="polite" className={outcome === null ? 'word' : undefined}>
        {t(outcome ?? 'copyLink')}
      </span>
    </button>
  );
}
