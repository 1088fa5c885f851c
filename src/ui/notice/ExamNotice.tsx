import { useTranslations } from 'use-intl';
import type { Notice } from '#session';
import { tags } from '../i18n/tags.tsx';
import { CloseButton } from './CloseButton.tsx';
import { Strip } from './Strip.tsx';

/** What the final exam came to, on which characters, and whether they were new to the network. */
export function ExamNotice(props: { notice: Extract<Notice, { kind: 'exam' }> }) {
  const t = useTranslations('notice');
  const draw = useTranslations('draw');
  const { evaluation, known } = props.notice;
  const { iteration, tasks, queryAccuracy, ci95 } = evaluation;
  const steps = queryAccuracy.length - 1;
  const share = (100 * queryAccuracy[steps]).toFixed(1);
  const half = ci95[steps];
  const accuracy =
    half === null ? draw('share', { share }) : draw('interval', { share, interval: (100 * half).toFixed(1) });

  return (
    <Strip
      trouble={known > 0}
      words={
        <>
          {t.rich('exam', { ...tags, iteration, accuracy, steps, tasks, classes: evaluation.classes ?? 0 })}{' '}
          {known > 0 && t('examKnown', { known })}
        </>
      }
    >
      <CloseButton />
    </Strip>
  );
}
