import { useTranslations } from 'use-intl';
import { rate } from '../format.ts';
import { tags } from '../i18n/tags.tsx';
import type { Outdated } from './useOutdated.ts';

/** That figures were measured before the settings changed. */
export function OutdatedNote(props: Outdated) {
  const t = useTranslations('figure');
  const { iteration, innerLr } = props;
  return (
    <span className="outdated-note">{t.rich('outdated', { ...tags, iteration, rate: rate(innerLr) })}</span>
  );
}
