import { Fragment } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { RemarkedWeights } from '#session';
import { tags } from '../i18n/tags.tsx';
import { Strip } from './Strip.tsx';

/** As many names as a strip has room for. */
const MOST_NAMES = 1;

/** What was left out, guessed or not known of weights from elsewhere, now that they are open. */
export function WeightsRemarks(props: { remarked: RemarkedWeights; onClose: () => void }) {
  const t = useTranslations();
  const format = useFormatter();
  const { file, network, remarks } = props.remarked;
  const { tensors, settings, alternatives, isUncounted } = remarks;
  const list = (names: readonly string[]) => format.list(names, { type: 'conjunction' });
  const some = (names: readonly string[]) => ({
    more: Math.max(0, names.length - MOST_NAMES),
    names: names.slice(0, MOST_NAMES).join(', '),
  });
  const said = {
    tensors: tensors.length > 0 && t.rich('weights.tensors', { ...tags, ...some(tensors) }),
    settings: settings.length > 0 && t.rich('weights.unknown', { ...tags, ...some(settings) }),
    network:
      alternatives.length > 0 &&
      t('weights.guessed', {
        network: t(`networks.${network}`),
        others: list(alternatives.map((each) => t(`networks.${each}`))),
      }),
    count: isUncounted && t('weights.uncounted'),
  };

  return (
    <Strip
      words={
        <>
          {t.rich('weights.opened', { ...tags, file })}
          {Object.entries(said).map(
            ([about, words]) => words !== false && <Fragment key={about}> {words}</Fragment>,
          )}
        </>
      }
    >
      <button type="button" className="button quiet" onClick={props.onClose}>
        {t('notice.close')}
      </button>
    </Strip>
  );
}
