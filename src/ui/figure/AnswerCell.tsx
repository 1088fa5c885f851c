import { Check, X } from 'lucide-react';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { percent } from '../format.ts';
import { stepStyle } from '../steps.ts';
import { Drawing } from './Drawing.tsx';
import type { Answer } from './episodeView.ts';

/** What the network says about one query drawing after one step: the symbol it names, right or wrong. */
export const AnswerCell = memo(function AnswerCell(props: {
  symbol: number;
  step: number;
  steps: number;
  answer: Answer | undefined;
  named: Uint8ClampedArray | undefined;
}) {
  const t = useTranslations('figure');
  const { symbol, step, steps, answer, named } = props;
  if (answer === undefined) {
    return (
      <div className="cell wrong">
        <span className="picture" />
      </div>
    );
  }
  const probability = percent(answer.probability);
  return (
    <div
      className={`cell step-${step} ${answer.right ? 'right' : 'wrong'}`}
      style={stepStyle(step, steps)}
      role="img"
      aria-label={t('answer', {
        symbol: symbol + 1,
        step,
        named: answer.named + 1,
        probability,
        right: String(answer.right),
      })}
    >
      <span className="picture">
        <Drawing mask={named ?? null} faded={!answer.right} />
      </span>
      <span className="verdict">
        {answer.right ? <Check className="mark" /> : <X className="mark" />}
        <span className="probability">{probability}</span>
        <span className="probability-bar">
          <i style={{ width: probability }} />
        </span>
      </span>
    </div>
  );
});
