import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { expect, test } from 'vitest';
import { plotOf } from '../../../src/ui/charts/frame.ts';
import { MetaTestMarks } from '../../../src/ui/charts/MetaTestMarks.tsx';
import type { EvaluationRow } from '../../../src/ui/charts/series.ts';
import { useReadingWords } from '../../../src/ui/charts/useReadingWords.ts';
import { en } from '../../../src/ui/i18n/en/index.ts';

// A single task has no interval: no whisker of no length, and no "± 0.0".

const row: EvaluationRow = { iteration: 50, values: [0.2, 0.8], halfWidths: [0.02, 0.03], split: 'test' };
const ofOneTask: EvaluationRow = { ...row, halfWidths: [null, null] };
const plot = plotOf({ last: 100, top: 1 }, { width: 400, height: 200, unit: 1 });

function Told({ row }: { row: EvaluationRow }) {
  return useReadingWords('accuracy').test(row, 1);
}
const told = (row: EvaluationRow) =>
  renderToStaticMarkup(
    <IntlProvider locale="en" messages={en} timeZone="UTC">
      <Told row={row} />
    </IntlProvider>,
  );

test('without an interval a ring has no whisker, and a reading only the mean', () => {
  const marks = (rows: EvaluationRow[]) => renderToStaticMarkup(<MetaTestMarks plot={plot} rows={rows} />);
  expect(marks([row]).match(/<path/g)).toHaveLength(2);
  expect(marks([ofOneTask])).toContain('<circle');
  expect(marks([ofOneTask])).not.toMatch(/<path|NaN/);
  expect(told(row)).toBe('80% ±3.0');
  expect(told(ofOneTask)).toBe('80%');
});
