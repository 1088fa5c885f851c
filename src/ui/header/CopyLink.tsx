import { Check, Link } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

/** How long the button tells what came of it, in milliseconds. */
const SHOWN_FOR = 2500;

/** Copies the address, which holds every setting. */
export function CopyLink() {
  const t = useTranslations('header');
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setOutcome('copied');
    } catch {
      // Without permission, or outside a secure context.
      setOutcome('copyFailed');
    }
  }

  return (
    <button type="button" className="button quiet" onClick={copy}>
      {outcome === 'copied' ? <Check className="icon" /> : <Link className="icon" />}
      <span aria-live="polite">{t(outcome ?? 'copyLink')}</span>
    </button>
  );
}
