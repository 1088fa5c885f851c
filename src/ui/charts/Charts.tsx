import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';
import { ChartPanel } from './ChartPanel.tsx';
import { createCursor } from './cursor.ts';

/** Query accuracy and loss over the meta-iterations, one line per inner step, read at one cursor. */
export function Charts() {
  const t = useTranslations('charts');
  const { present } = usePage();
  const [cursor] = useState(createCursor);
  const more = { more: (chunks: ReactNode) => <span className="more">{chunks}</span> };

  return (
    <div className="charts">
      <ChartPanel measure="accuracy" cursor={cursor}>
        <span className="chart-key">
          <svg viewBox="0 0 24 12" aria-hidden="true">
            <path d="M1 6h22" />
          </svg>
          <span>{t.rich('metaTraining', more)}</span>
        </span>
        <span className="chart-key">
          <svg viewBox="0 0 24 12" aria-hidden="true">
            <path d="M12 0v12" />
            <circle cx="12" cy="6" r="3" />
          </svg>
          <span>{t.rich('metaTest', more)}</span>
        </span>
      </ChartPanel>
      {!present && <ChartPanel measure="loss" cursor={cursor} />}
    </div>
  );
}
