import { RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/**
 * One strip: what happened, what is safe, and the remedies. Crimson for trouble, ink while the page mends
 * itself or asks.
 */
export function Strip(props: { trouble?: boolean; words: ReactNode; children?: ReactNode }) {
  const t = useTranslations('notice');
  return (
    <section className={props.trouble ? 'notice trouble' : 'notice'} aria-label={t('label')}>
      {props.trouble ? <TriangleAlert className="icon" /> : <RotateCw className="icon" />}
      <p role="alert">{props.words}</p>
      {props.children && <div className="notice-remedies">{props.children}</div>}
    </section>
  );
}
