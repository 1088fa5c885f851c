import { useTranslations } from 'use-intl';
import { useShallow } from 'zustand/react/shallow';
import type { LessonState, LessonStepId } from '#session';
import { useLiveLesson, useSession } from '../context/session.tsx';
import { nats, percent } from '../format.ts';
import { termTags } from '../glossary/Term.tsx';
import { tags } from '../i18n/tags.tsx';

const NONE = '–';
const share = (value: number | null | undefined) => (value == null ? NONE : percent(value));

/** The numbers that the words of the steps tell of, as text where they may be missing. */
function numbersOf({ figures }: LessonState) {
  const { chance, learnt, random, training, loss, metaTest, firstShare, iterations, tries, steps, own } =
    figures;
  return {
    guess: percent(chance),
    chanceLoss: nats(-Math.log(chance)),
    learnt: share(learnt),
    random: share(random),
    share: share(firstShare),
    test: share(metaTest),
    last: share(training?.at(-1)),
    zero: share(training?.[0]),
    loss: loss === null ? NONE : nats(loss[0]),
    iterations,
    count: tries.length,
    symbols: own.symbols,
    stage: own.adapted ? 'query' : own.symbols < 2 ? 'pads' : 'adapt',
    certainty: share(own.certainty),
    steps,
  };
}

/** The words of a step, with the numbers as they stand. */
export function useStepWords(step: LessonStepId) {
  const t = useTranslations('lesson');
  const { last, zero, ...numbers } = useLiveLesson(useShallow(numbersOf));
  const ways = useSession((state) => state.settings.ways);
  const shots = useSession((state) => state.settings.shots);
  const tasks = useSession((state) => state.settings.metaBatch);
  const values = {
    ...tags,
    ...termTags,
    ...numbers,
    ways,
    shots,
    tasks,
    accuracy: step === 'zero' ? zero : last,
  };
  return {
    title: t.rich(`steps.${step}.title`, values),
    text: t.rich(`steps.${step}.text`, values),
    todo: t.rich(`steps.${step}.todo`, values),
    waiting: t.rich(`steps.${step}.waiting`, values),
    done: t.rich(`steps.${step}.done`, values),
    lacksTraining: t.rich('lacksTraining', values),
    lacksTrainingNow: t('lacksTrainingNow', values),
  };
}
