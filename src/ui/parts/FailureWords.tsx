import { useTranslations } from 'use-intl';
import { PartUnavailable } from '#data';
import { messageOf } from '#workers';

/** What became of a part of the page, and what a person can do. */
export function FailureWords(props: { error: unknown }) {
  const t = useTranslations('parts');
  const isMissing = props.error instanceof PartUnavailable;
  return (
    <div role="alert">
      <p>
        <b>{t(isMissing ? 'missing' : 'failed')}</b>{' '}
        {isMissing ? t('missingMore') : t('failedMore', { message: messageOf(props.error) })}
      </p>
      <p>{t('run')}</p>
    </div>
  );
}
