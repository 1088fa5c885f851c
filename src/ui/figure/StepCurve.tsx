import { useTranslations } from 'use-intl';
import { useShallow } from 'zustand/react/shallow';
import { useLive, useSession } from '../context/session.tsx';
import { percent } from '../format.ts';
import { useSize } from '../hooks/useSize.ts';
import { useList } from '../i18n/useList.ts';
import { CurveMarks } from './CurveMarks.tsx';
import { curveLayout } from './curveLayout.ts';
import { useOutdatedCurve } from './useOutdated.ts';

const NONE: readonly number[] = [];

/** Query accuracy after each inner step, over new tasks; the random start is always in it. */
export function StepCurve(props: { narrow?: boolean }) {
  const t = useTranslations('figure');
  const list = useList();
  const [ref, size] = useSize<HTMLElement>();
  const chance = useSession((state) => 1 / state.settings.ways);
  const { learnt, random } = useLive(
    useShallow((state) => ({
      // Before meta-training the learnt start is the random one.
      learnt: state.curve && state.curve.iteration > 0 ? state.curve.learnt.queryAccuracy : NONE,
      random: state.curve?.random.queryAccuracy ?? NONE,
    })),
    500,
  );
  const outdated = useOutdatedCurve() !== null;
  const layout = size && curveLayout(learnt, random, chance, size, props.narrow ?? false);
  const accuracies = (values: readonly number[]) => list(values.map(percent));
  const told = {
    steps: random.length - 1,
    learnt: accuracies(learnt),
    random: accuracies(random),
    chance: percent(chance),
  };
  const summary =
    random.length === 0 ? 'curveSummaryNone' : learnt.length === 0 ? 'curveSummaryRandom' : 'curveSummary';

  return (
    <section
      ref={ref}
      className={`curve ${outdated ? 'outdated' : ''}`}
      data-part="curve"
      aria-label={t('curve')}
    >
      <p className="hidden">{t(summary, told)}</p>
      {layout && size && (
        <svg aria-hidden="true">
          <CurveMarks
            layout={layout}
            steps={random.length - 1}
            width={size.width}
            unit={size.unit}
            diamond={6.2}
            format={percent}
          />
        </svg>
      )}
    </section>
  );
}
