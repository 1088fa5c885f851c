import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { Size } from '../hooks/useSize.ts';
import { stepStyle, stepsUpTo } from '../steps.ts';
import { placeReadout, type Reading } from './reading.ts';
import type { ReadingWords } from './useReadingWords.ts';

/** Settings told in one line. */
const SETTINGS_A_LINE = 2;

/** A card beside the cursor: the iteration, its settings, and after each inner step the line's value and the nearest evaluation's. */
export function Readout(props: { reading: Reading; words: ReadingWords; x: number; size: Size }) {
  const t = useTranslations('charts');
  const pool = useTranslations('pools');
  const { reading, words } = props;
  const { row, test } = reading;
  const steps = Math.max(row.values.length, test?.values.length ?? 0) - 1;
  const settings = words.settings(reading);
  const heading = 1 + Math.ceil(settings.length / SETTINGS_A_LINE) + (test === null ? 0 : 1);
  const { left, top, width, lines } = placeReadout(props.x, steps + 1, heading, test !== null, props.size);

  return (
    <div
      className="readout"
      aria-hidden="true"
      style={{ left, top, width, '--lines': lines } as CSSProperties}
    >
      <p>
        <b>{t('at', { iteration: row.iteration })}</b>
      </p>
      <p className="readout-settings">
        {settings.map((each) => (
          <span key={each}>{each}</span>
        ))}
      </p>
      {test && (
        <p className="readout-test">
          <svg viewBox="0 0 8 12" aria-hidden="true">
            <path d="M4 0v12" />
            <circle cx="4" cy="6" r="3" />
            {test.split === 'test' && <circle cx="4" cy="6" r="0.5" />}
          </svg>
          {t('evaluationShort', { part: pool(test.split), iteration: test.iteration })}
        </p>
      )}
      <div className="readout-steps">
        {stepsUpTo(steps).map((step) => (
          <p key={step} style={stepStyle(step, steps)}>
            <i className="readout-disc">{step}</i>
            <b>{step < row.values.length && words.value(row.values[step])}</b>
            {test && <span>{step < test.values.length && words.test(test, step)}</span>}
          </p>
        ))}
      </div>
    </div>
  );
}
