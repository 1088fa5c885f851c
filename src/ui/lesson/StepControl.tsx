import { useTranslations } from 'use-intl';
import type { LessonStepId } from '#session';
import { useLessonActions, useSession } from '../context/session.tsx';
import { Stepper } from '../controls/Stepper.tsx';
import { Choice } from '../settings/Choice.tsx';
import { RateSlider } from '../settings/RateSlider.tsx';
import { INNER_RATE } from '../settings/rates.ts';
import { limits } from '../settings/useSetting.ts';
import { Speeds } from './Speeds.tsx';
import { Tries } from './Tries.tsx';

/** The one control that a step needs, and what came of it. */
export function StepControl({ step }: { step: LessonStepId }) {
  switch (step) {
    case 'scratch':
      return (
        <>
          <InnerRate />
          <Tries />
        </>
      );
    case 'first':
    case 'break':
      return <InnerRate />;
    case 'inner':
      return <Steps />;
    case 'order':
      return (
        <>
          <Order />
          <Speeds />
        </>
      );
    case 'overfit':
      return <Characters />;
    default:
      return null;
  }
}

function InnerRate() {
  const t = useTranslations('settings');
  const innerLr = useSession((state) => state.settings.innerLr);
  const { change } = useLessonActions();
  return (
    <div data-part="alpha">
      <RateSlider
        name={t('innerLr')}
        numberName={t('innerLrNumber')}
        symbol="α"
        hint={t('innerLrHint')}
        value={innerLr}
        limits={INNER_RATE}
        onChange={(value) => change({ innerLr: value })}
      />
    </div>
  );
}

function Steps() {
  const t = useTranslations('settings');
  const steps = useSession((state) => state.settings.steps);
  const { change } = useLessonActions();
  return (
    <div className="row">
      <span>{t('steps')}</span>
      <Stepper
        name={t('steps')}
        value={steps}
        {...limits('steps')}
        onChange={(value) => change({ steps: value, evaluateSteps: value })}
      />
    </div>
  );
}

/** What the lesson compares. */
const ORDERS = ['maml', 'fomaml'] as const;

function Order() {
  const t = useTranslations();
  const algorithm = useSession((state) => state.settings.algorithm);
  const { change } = useLessonActions();
  return (
    <Choice
      label={t('settings.algorithm')}
      value={algorithm}
      names={ORDERS}
      show={(name) => t(`algorithms.${name}`)}
      onChange={(name) => change({ algorithm: name })}
    />
  );
}

/** Numbers of characters to choose from; 0 is all. */
const COUNTS = [0, 20, 10, 5];

function Characters() {
  const t = useTranslations('lesson');
  const used = useSession((state) => state.settings.trainCharacters);
  const ways = useSession((state) => state.settings.ways);
  const all = useSession((state) => state.dataset?.split.train ?? 0);
  const { change } = useLessonActions();
  const counts = [...new Set([...COUNTS, used])].filter((count) => count === 0 || count >= ways);
  return (
    <Choice
      label={t('characters')}
      value={String(used)}
      names={counts.map(String)}
      show={(count) =>
        count === '0' ? t('charactersAll', { count: all }) : t('charactersSome', { count: Number(count) })
      }
      onChange={(count) => change({ trainCharacters: Number(count) })}
    />
  );
}
