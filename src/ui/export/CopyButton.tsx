import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useCopy } from '../hooks/useCopy.ts';

/** Copies a text; says for a moment what came of it. */
export function CopyButton(props: { text: () => string; label: string }) {
  const t = useTranslations('export');
  const [outcome, copy] = useCopy(props.text);

  return (
    <button type="button" className="button" onClick={copy}>
      {outcome === 'copied' ? <Check className="icon" /> : <Copy className="icon" />}
      <span aria-live="polite">{outcome === null ? props.label : t(outcome)}</span>
    </button>
  );
}
