import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '../context/session.tsx';
import { rate } from '../format.ts';
import { useSize } from '../hooks/useSize.ts';
import { tags } from '../i18n/tags.tsx';
import { CLASSES_SHOWN } from '../layout.ts';
import { AnswerCell } from './AnswerCell.tsx';
import { CurveKey } from './CurveNote.tsx';
import { Drawing } from './Drawing.tsx';
import { OutdatedNote } from './OutdatedNote.tsx';
import { Scrubber } from './Scrubber.tsx';
import { StepCurve } from './StepCurve.tsx';
import { TaskNote } from './TaskNote.tsx';
import { useEpisodeView } from './useEpisodeView.ts';
import { useOutdatedAnswers, useOutdatedCurve } from './useOutdated.ts';

/** The loops figure on its side: the discs choose the step, the classes are the columns. */
export function PhoneLoops() {
  const t = useTranslations('figure');
  const view = useEpisodeView();
  const settings = useSession((state) => state.settings);
  const steps = view?.steps ?? settings.evaluateSteps;
  const ways = view?.ways ?? settings.ways;
  const shown = Array.from({ length: Math.min(ways, CLASSES_SHOWN) }, (_, symbol) => symbol);
  const [chosen, setChosen] = useState<number | null>(null);
  const step = Math.min(chosen ?? steps, steps);
  const outdated = useOutdatedAnswers(view);
  const grey = useOutdatedCurve() ?? outdated;

  return (
    <figure className={`phone-loops ${outdated ? 'answers-outdated' : ''}`} aria-label={t('label')}>
      <OuterLoopBack rate={settings.outerLr} />
      <Scrubber steps={steps} value={step} onChange={setChosen} />
      <div className="five" data-part="support">
        <p>
          <b>{t('support')}</b>
        </p>
        {shown.map((symbol) => (
          <span key={symbol} className="picture">
            <Drawing mask={view?.support[symbol] ?? null} />
          </span>
        ))}
      </div>
      <div className="five" data-part="query">
        <p>{t('query')}</p>
        {shown.map((symbol) => (
          <span key={symbol} className="picture">
            <Drawing mask={view?.query[symbol] ?? null} />
          </span>
        ))}
      </div>
      <div className="five answers">
        <p>
          {step === 0 ? t('saysBefore') : t('says', { step })} <small className="sure">{t('sure')}</small>
        </p>
        {shown.map((symbol) => {
          const answer = view?.answers[step]?.[symbol];
          return (
            <AnswerCell
              key={symbol}
              symbol={symbol}
              step={step}
              steps={steps}
              answer={answer}
              named={answer && view?.support[answer.named]}
            />
          );
        })}
      </div>
      <TaskNote {...(view ?? settings)} known={view?.preview.split === 'train'} />
      <div className="phone-curve-head">
        <h2>{t('curve')}</h2>
        <CurveKey />
      </div>
      {grey && <OutdatedNote {...grey} />}
      <StepCurve narrow />
    </figure>
  );
}

/** The outer loop from the last disc back to the first. */
function OuterLoopBack(props: { rate: number }) {
  const t = useTranslations('figure');
  const [ref, size] = useSize<HTMLDivElement>();
  const right = (size?.width ?? 0) - 18;

  return (
    <div ref={ref} className="outer-back" data-part="outer beta">
      <svg aria-hidden="true">
        <path className="wire ink" d={`M${right} 30V20Q${right} 11 ${right - 9} 11H27Q18 11 18 20V28`} />
        <path className="wire ink" d="M13 23l5 6l5-6" />
      </svg>
      <p>
        <b>{t('outer')}</b> {t.rich('beta', { ...tags, rate: rate(props.rate) })}
      </p>
    </div>
  );
}
