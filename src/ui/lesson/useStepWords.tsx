import { useTranslations } from 'use-intl';
import { useShallow } from 'zustand/react/shallow';
import type { LessonState, LessonStepId } from '#session';
import { usePage } from '../context/page.tsx';
import { useLesson, useLiveLesson, useSession } from '../context/session.tsx';
import { nats, percent, rate } from '../format.ts';
import type { TermTags } from '../glossary/Term.tsx';
import { tags } from '../i18n/tags.tsx';

const NONE = '–';
const share = (value: number | null | undefined) => (value == null ? NONE : percent(value));

/** The numbers that the words of the steps tell of, as text where they may be missing. */
function numbersOf({ figures }: LessonState) {
  const { chance, training, loss, best, further, before } = figures;
  return {
    guess: percent(chance),
    chanceLoss: nats(-Math.log(chance)),
    stride: rate(figures.innerLr),
    learnt: share(figures.learnt),
    random: share(figures.random),
    share: share(figures.firstShare),
    shareBefore: share(before.firstShare),
    test: share(figures.metaTest),
    last: share(training?.at(-1)),
    zero: share(training?.[0]),
    loss: loss === null ? NONE : nats(loss[0]),
    best: share(best?.random.at(-1)),
    bestAlpha: best === null ? NONE : rate(best.innerLr),
    count: figures.tries.length,
    tried: figures.tasks ?? 0,
    from: further?.from ?? 0,
    to: further?.to ?? 0,
    fewer: share(further?.before),
    more: share(further?.after),
    iterations: figures.iterations,
    symbols: figures.own.symbols,
    certainty: share(figures.own.certainty),
    steps: figures.steps,
  };
}

/** Steps that tell what was measured once they are done. */
const SEEN = ['scratch', 'inner', 'zero', 'first', 'overfit', 'draw'] as const;
const isSeen = (step: LessonStepId): step is (typeof SEEN)[number] => SEEN.some((each) => each === step);

/** The words of a step, with the numbers as they stand. */
export function useStepWords(step: LessonStepId, terms: TermTags) {
  const t = useTranslations('lesson');
  const { present } = usePage();
  const { last, zero, ...numbers } = useLiveLesson(useShallow(numbersOf));
  const waitsFor = useLesson((state) => state.waitsFor);
  const ways = useSession((state) => state.settings.ways);
  const shots = useSession((state) => state.settings.shots);
  const tasks = useSession((state) => state.settings.metaBatch);
  const values = {
    ...tags,
    ...terms,
    ...numbers,
    ways,
    shots,
    tasks,
    // For a room, the loss has no chart.
    charts: present ? 1 : 2,
    accuracy: step === 'zero' ? zero : last,
  };
  return {
    title: t.rich(`steps.${step}.title`, values),
    text: t.rich(`steps.${step}.text`, values),
    todo: t.rich(`steps.${step}.todo`, values),
    waiting: waitsFor === null ? null : t.rich(`waits.${waitsFor}`, values),
    seen: waitsFor === null && isSeen(step) ? t.rich(`seen.${step}`, values) : null,
    done: t.rich(`steps.${step}.done`, values),
    lacksTraining: t.rich('lacksTraining', values),
    lacksTrainingNow: t('lacksTrainingNow', values),
  };
}
