import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useShallow } from 'zustand/react/shallow';
import type { SessionState } from '#session';
import { useArchiveName } from '../context/archiveName.ts';
import { useLive, useSession } from '../context/session.tsx';
import { percent, rate } from '../format.ts';
import { tags } from '../i18n/tags.tsx';
import { Announcer } from './Announcer.tsx';
import { type Saying, saying } from './saying.ts';

const selectSaying = (state: SessionState): Saying => saying(state);

/**
 * The live sentence. Its element has the role `status` and the iteration for scripts, but is silent: what
 * a screen reader says comes from the announcer, at most every ten seconds.
 */
export function Sentence() {
  const iteration = useLive((state) => state.iteration);
  const said = useLive(useShallow(selectSaying));
  const onProcessor = useSession((state) => state.backend !== null && state.backend.backend !== 'webgl');
  const [first, second] = useWords(said, onProcessor);

  return (
    <div className={said.is === 'was-right' ? 'say outdated' : 'say'}>
      <div role="status" aria-live="off" data-iteration={iteration}>
        <p>{first}</p>
        <p className="say-more">{second}</p>
      </div>
      {(said.is === 'warming' || said.is === 'measuring') && (
        <div className="bar sliding" aria-hidden="true">
          <i />
        </div>
      )}
      <Announcer topic={said.is}>
        {first} {second}
      </Announcer>
    </div>
  );
}

function useWords(said: Saying, onProcessor: boolean): [ReactNode, ReactNode] {
  const t = useTranslations('say');
  const backends = useTranslations('backends');
  const pool = useTranslations('pools');
  const inUse = useArchiveName();
  switch (said.is) {
    case 'opening':
      return [t('opening'), t('openingMore')];
    case 'measuring':
      return [t('measuring', { backend: backends(said.backend) }), t('measuringMore')];
    case 'empty':
      return [t.rich('empty', tags), t('emptyMore')];
    case 'loading':
      return [
        t.rich('loading', tags),
        inUse === null ? t('loadingMoreInvented') : t('loadingMore', { name: inUse }),
      ];
    case 'warming':
      return [t(onProcessor ? 'warmingProcessor' : 'warming'), t('warmingMore')];
    case 'training':
      return [t('training'), t('trainingMore', { chance: percent(said.chance) })];
    case 'diverged':
      return [t('diverged', { iteration: said.iteration }), t('divergedMore', { kept: said.kept })];
    case 'was-right':
      return [
        t.rich('wasRight', {
          ...tags,
          state: said.state,
          iteration: said.iteration,
          rate: rate(said.innerLr),
          accuracy: percent(said.accuracy),
        }),
        t('wasRightMore'),
      ];
    case 'right':
      return [
        t.rich('right', {
          ...tags,
          state: said.state,
          shots: said.shots,
          accuracy: percent(said.accuracy),
        }),
        t.rich('rightMore', {
          part: pool(said.split),
          random: percent(said.random),
          chance: percent(said.chance),
          orange: (chunks) => <span className="random-text">{chunks}</span>,
        }),
      ];
  }
}
