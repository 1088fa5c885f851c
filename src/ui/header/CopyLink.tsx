import { Check, Link } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useCopy } from '../hooks/useCopy.ts';
import { usePageLink } from '../hooks/usePageLink.ts';

/** Copies an address that shows this very state. */
export function CopyLink() {
  const t = useTranslations('header');
  const link = usePageLink();
  const [outcome, copy] = useCopy(() => link());

  return (
    <button type="button" className="button quiet" title={t('copyLink')} onClick={copy}>
      {outcome === 'copied' ? <Check className="icon" /> : <Link className="icon" />}
      <span aria-live="polite" className={outcome === null ? 'word' : undefined}>
        {t(outcome ?? 'copyLink')}
      </span>
    </button>
  );
}
