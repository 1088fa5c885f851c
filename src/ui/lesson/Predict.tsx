import { useTranslations } from 'use-intl';
import { type PredictedId, predictions } from '#session';
import { useLesson, useLessonActions, useSession } from '../context/session.tsx';
import { nats } from '../format.ts';

/** Asks what will happen, before it is done; nothing waits for an answer. */
export function Predict({ step }: { step: PredictedId }) {
  const t = useTranslations('lesson');
  const question = useQuestion(step);
  const choiceOf = useChoices(step);
  const said = useLesson((state) => state.predicted[step]?.said ?? null);
  const { predict } = useLessonActions();

  return (
    <fieldset className="predict">
      <legend>
        <b>{t('predict')}</b> {question}
      </legend>
      {predictions[step].choices.map((choice) => (
        <label key={choice}>
          <input type="radio" name="predict" checked={choice === said} onChange={() => predict(choice)} />
          <span>{choiceOf(choice)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Compares what was said with what came. */
export function CameOut({ step }: { step: PredictedId }) {
  const t = useTranslations('lesson');
  const choiceOf = useChoices(step);
  const said = useLesson((state) => state.predicted[step]?.said ?? null);
  const came = useLesson((state) => state.predicted[step]?.came ?? null);
  if (said === null || came === null) return null;
  const words = { said: choiceOf(said), came: choiceOf(came) };
  return <b>{said === came ? t('cameTrue', words) : t('cameOtherwise', words)}</b>;
}

function useQuestion(step: PredictedId): string {
  const t = useTranslations('lesson.predictions');
  const ways = useSession((state) => state.settings.ways);
  return t(`${step}.question`, { chanceLoss: nats(Math.log(ways)) });
}

function useChoices(step: PredictedId): (choice: string) => string {
  const t = useTranslations('lesson.predictions');
  return (choice) => t(`${step}.choices.${choice}` as Parameters<typeof t>[0]);
}
