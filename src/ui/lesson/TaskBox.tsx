import { Check, CircleDashed } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { isPredicted, type LessonStepId, takesHold } from '#session';
import { useLesson, useLessonActions, useSession } from '../context/session.tsx';
import { CameOut, Predict } from './Predict.tsx';
import { StepControl } from './StepControl.tsx';
import type { useStepWords } from './useStepWords.tsx';

type Words = ReturnType<typeof useStepWords>;

/** The one thing to do, its control, and what it waits for; or what has to be before it can be done. */
export function TaskBox(props: { step: LessonStepId; words: Words }) {
  const t = useTranslations('lesson');
  const { step, words } = props;
  const done = useLesson((state) => state.done.includes(step));
  const lacks = useLesson((state) => state.lacks);
  const [doneBefore] = useState(done);
  const box = useRef<HTMLElement>(null);

  const outcome = (
    <>
      {isPredicted(step) && <CameOut step={step} />} {words.seen} {words.done}
    </>
  );

  useEffect(() => {
    if (done && !doneBefore) box.current?.scrollIntoView({ block: 'nearest' });
  }, [done, doneBefore]);

  return (
    <section ref={box} className={done ? 'todo done' : 'todo'} aria-label={t('todo')}>
      {lacks === 'settings' ? (
        <Preparation />
      ) : lacks === 'training' ? (
        <>
          <p className="todo-words">{words.lacksTraining}</p>
          <Waiting>{words.lacksTrainingNow}</Waiting>
        </>
      ) : (
        <>
          <p className="todo-words">{words.todo}</p>
          {!done && isPredicted(step) && <Predict step={step} />}
          <StepControl step={step} />
          {step === 'outer' && !done && <Afresh />}
          {done ? <Done>{outcome}</Done> : <Waiting>{words.waiting}</Waiting>}
        </>
      )}
      <p className="hidden" aria-live="polite">
        {done && !doneBefore && (
          <Once>
            {t('doneSign')}. {outcome}
          </Once>
        )}
      </p>
      <PutAside />
    </section>
  );
}

/** How far the step is, where there is no room for more. */
export function HowFar(props: { step: LessonStepId; words: Words }) {
  const { step, words } = props;
  const done = useLesson((state) => state.done.includes(step));
  const lacks = useLesson((state) => state.lacks);
  if (done) return <Done>{words.seen}</Done>;
  if (lacks === 'training') return <Waiting>{words.lacksTrainingNow}</Waiting>;
  return <Waiting>{lacks === 'settings' ? words.title : words.waiting}</Waiting>;
}

/** Milliseconds in which the numbers of words catch up. */
const CATCH_UP = 600;

/** Its words as they stand after a moment: numbers that change later are not said again. */
function Once(props: { children: ReactNode }) {
  const latest = useRef(props.children);
  const [said, setSaid] = useState<ReactNode>(null);

  useEffect(() => {
    latest.current = props.children;
  });

  useEffect(() => {
    const timer = setTimeout(() => setSaid(latest.current), CATCH_UP);
    return () => clearTimeout(timer);
  }, []);

  return said;
}

function Waiting(props: { children: ReactNode }) {
  return (
    <p className="waiting">
      <CircleDashed className="icon" />
      <span>{props.children}</span>
    </p>
  );
}

function Done(props: { children: ReactNode }) {
  const t = useTranslations('lesson');
  return (
    <p className="waiting is-done">
      <Check className="icon" />
      <span>
        <b>{t('doneSign')}.</b> {props.children}
      </span>
    </p>
  );
}

/** The settings are not such as the step needs: offers to change them, and says what becomes of the run. */
function Preparation() {
  const t = useTranslations('lesson');
  const { prepare } = useLessonActions();
  const required = useLesson((state) => state.required);
  const settings = useSession((state) => state.settings);
  const hasLearnt = useSession((state) => state.iteration > 0);
  const needsNewNetwork = takesHold(settings, { ...settings, ...required }) === 'new-network';
  return (
    <>
      <p className="todo-words">
        {t.rich('lacksSettings', { sym: (chunks) => <i className="sym">{chunks}</i> })}
      </p>
      {needsNewNetwork && hasLearnt && <p className="fine">{t('lacksSettingsKept')}</p>}
      <button type="button" className="button primary" onClick={prepare}>
        {t('prepare')}
      </button>
    </>
  );
}

/** More iterations than a run has that began with the lesson. */
const LONG_TRAINED = 300;

/** A run that has learnt a lot shows nothing rising: offers one from its beginning. */
function Afresh() {
  const t = useTranslations('lesson');
  const { startAfresh } = useLessonActions();
  const isKept = useLesson((state) => state.ownRun !== null);
  const began = useLesson((state) => state.began);
  if (began < LONG_TRAINED || isKept) return null;
  return (
    <div className="afresh">
      <p className="fine">{t('afreshMore', { iteration: began })}</p>
      <button type="button" className="button" onClick={startAfresh}>
        {t('afresh')}
      </button>
      <p className="fine">{t('afreshKept')}</p>
    </div>
  );
}

/** What the lesson owes the person. */
function PutAside() {
  const t = useTranslations('lesson');
  const givesBack = useLesson((state) => state.givesBack);
  const ownRun = useLesson((state) => state.ownRun);
  return (
    <>
      {givesBack !== null && <p className="fine">{t('givesBack', { iteration: givesBack })}</p>}
      {ownRun !== null && <p className="fine">{t('ownRun', { iteration: ownRun })}</p>}
    </>
  );
}
