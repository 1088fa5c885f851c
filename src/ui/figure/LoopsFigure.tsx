import { useTranslations } from 'use-intl';
import type { PagePart } from '#session';
import { useSession } from '../context/session.tsx';
import { CLASSES_SHOWN } from '../layout.ts';
import { stepsUpTo } from '../steps.ts';
import { AnswerCell } from './AnswerCell.tsx';
import { CurveNote } from './CurveNote.tsx';
import { Drawing } from './Drawing.tsx';
import type { EpisodeView } from './episodeView.ts';
import { OuterLoopLabel } from './OuterLoopLabel.tsx';
import { StepCurve } from './StepCurve.tsx';
import { StepLine } from './StepLine.tsx';
import { TaskNote } from './TaskNote.tsx';
import { ThetaNote } from './ThetaNote.tsx';
import { useEpisodeView } from './useEpisodeView.ts';
import { useOutdatedAnswers } from './useOutdated.ts';
import { Wires } from './Wires.tsx';

/** Columns before the one of step 0: notes, support set, query, gap. */
const FIRST_STEP_COLUMN = 5;
/** Rows before the first class: outer loop, line, heads. */
const FIRST_CLASS_ROW = 4;

/** MAML as one closed line, and under each disc what the network answers after that step. */
export function LoopsFigure() {
  const t = useTranslations('figure');
  const view = useEpisodeView();
  const settings = useSession((state) => state.settings);
  const running = useSession((state) => state.phase === 'running');
  const steps = view?.steps ?? settings.evaluateSteps;
  const shape = view ?? settings;
  const ways = Math.min(shape.ways, CLASSES_SHOWN);
  const outdated = useOutdatedAnswers(view);

  return (
    <figure
      className={`loops ${density(steps)} ${outdated ? 'answers-outdated' : ''} ${ways < shape.ways ? 'some-classes' : ''}`}
      style={{ '--n': steps + 1, '--ways': ways } as React.CSSProperties}
      aria-label={t('label')}
    >
      <Wires steps={steps} running={running} />
      <OuterLoopLabel />
      <div className="theta sym" data-station data-part="theta">
        θ
      </div>
      <p className="inner-label">
        <b>{t('inner')}</b> <span className="long">{t('innerMore', { steps })}</span>
      </p>
      <ThetaNote />
      <TaskNote {...shape} known={view?.preview.split === 'train'} />
      <StepLine steps={steps} firstColumn={FIRST_STEP_COLUMN} />
      <PartFrame part="inner" row="2" column={`${FIRST_STEP_COLUMN} / -1`} />
      <PartFrame part="support" row={`3 / span ${ways + 1}`} column="2" />
      <PartFrame part="query" row={`3 / span ${ways + 1}`} column="3" />
      <p className="column-head" style={{ gridColumn: 2 }}>
        <b>{t('support')}</b>
      </p>
      <p className="column-head" style={{ gridColumn: 3 }}>
        <b>{t('query')}</b>
      </p>
      {Array.from({ length: ways }, (_, symbol) => symbol).map((symbol) => (
        <ClassRow key={symbol} symbol={symbol} steps={steps} view={view} />
      ))}
      <CurveNote answers={outdated} />
      <StepCurve />
    </figure>
  );
}

/** A frame for several cells of the figure, seen when that part is lit. */
function PartFrame(props: { part: PagePart; row: string; column: string }) {
  const { part, row, column } = props;
  return <i className="part-frame" data-part={part} style={{ gridRow: row, gridColumn: column }} />;
}

/** How much room a step has: for a longer bar, for no percentage, or for the picture alone. */
function density(steps: number): string {
  if (steps > 12) return 'dense crowded';
  return steps > 6 ? 'dense' : steps < 3 ? 'sparse' : '';
}

/** One class: its support drawing, its query drawing, and the answer after every step. */
function ClassRow(props: { symbol: number; steps: number; view: EpisodeView | null }) {
  const { symbol, steps, view } = props;
  const row = FIRST_CLASS_ROW + symbol;

  return (
    <>
      <div className="example" style={{ gridRow: row, gridColumn: 2 }}>
        <span className="picture">
          <Drawing mask={view?.support[symbol] ?? null} />
        </span>
        <span className="symbol-number">{symbol + 1}</span>
      </div>
      <div className="example" style={{ gridRow: row, gridColumn: 3 }}>
        <span className="picture">
          <Drawing mask={view?.query[symbol] ?? null} />
        </span>
      </div>
      {stepsUpTo(steps).map((step) => {
        const answer = view?.answers[step]?.[symbol];
        return (
          <div key={step} style={{ gridRow: row, gridColumn: FIRST_STEP_COLUMN + step }} className="answer">
            <AnswerCell
              symbol={symbol}
              step={step}
              steps={steps}
              answer={answer}
              named={answer && view?.support[answer.named]}
            />
          </div>
        );
      })}
    </>
  );
}
