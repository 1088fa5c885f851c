import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';
import { useSession } from '../context/session.tsx';
import { ChartPanel } from './ChartPanel.tsx';
import { createCursor } from './cursor.ts';

/** What the rings are of: the part that the run is watched on, and meta-test once it was examined. */
function useShownParts(): ('validation' | 'test')[] {
  const isWatched = useSession((state) => (state.dataset?.split.validation ?? 1) > 0);
  const isTested = useSession((state) => state.history.evaluations.some(({ split }) => split === 'test'));
  return isWatched ? (isTested ? ['validation', 'test'] : ['validation']) : ['test'];
}

/** Query accuracy and loss over the meta-iterations, one line per inner step, read at one cursor. */
export function Charts() {
  const t = useTranslations('charts');
  const pool = useTranslations('pools');
  const shown = useShownParts();
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
        {shown.map((part) => (
          <span key={part} className="chart-key">
            <svg viewBox="0 0 24 12" aria-hidden="true">
              <path d="M12 0v12" />
              <circle cx="12" cy="6" r="3" />
              {part === 'test' && <circle cx="12" cy="6" r="0.5" />}
            </svg>
            <span>{t.rich('evaluation', { ...more, part: pool(part) })}</span>
          </span>
        ))}
      </ChartPanel>
      {!present && <ChartPanel measure="loss" cursor={cursor} />}
    </div>
  );
}
