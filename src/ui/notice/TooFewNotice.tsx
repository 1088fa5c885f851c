import { useTranslations } from 'use-intl';
import type { Notice } from '#session';
import { tags } from '../i18n/tags.tsx';
import { CloseButton } from './CloseButton.tsx';
import { Strip } from './Strip.tsx';

type TooFew = Extract<Notice, { kind: 'too-few' }>;

function messageOf({ what, pool, found, limited }: TooFew) {
  if (what === 'drawings') return 'tooFewDrawings';
  if (what === 'alphabets') return 'tooFewAlphabets';
  if (pool === 'train' && found === 0) return 'tooFewNone';
  return limited ? 'tooFewLeft' : 'tooFewCharacters';
}

/** Of what a task would need there are too few, what leaves so few, and what to change. */
export function TooFewNotice(props: { notice: TooFew }) {
  const t = useTranslations('notice');
  const pools = useTranslations('pools');
  const { notice } = props;
  const { file, pool, needed, found } = notice;
  return (
    <Strip
      trouble
      words={
        <>
          {file !== undefined && t.rich('notOpened', { ...tags, file })}{' '}
          {t.rich(messageOf(notice), { ...tags, part: pools(pool), needed, found })}
        </>
      }
    >
      <CloseButton />
    </Strip>
  );
}
