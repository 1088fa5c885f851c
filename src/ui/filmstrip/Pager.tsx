import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** Turns pages of symbols, or of each symbol's drawings; nothing where all are shown. */
export function Pager(props: {
  kind: 'symbols' | 'drawings';
  first: number;
  shown: number;
  /** How many a page has. */
  size: number;
  all: number;
  onTurn: (first: number) => void;
}) {
  const { kind, first, shown, size, all, onTurn } = props;
  const t = useTranslations('filmstrip');
  if (shown >= all) return null;
  const what = t(kind, { from: first + 1, to: first + shown, all });

  return (
    <span className="film-pager">
      <button
        type="button"
        className="button small square"
        aria-label={t('pageBack', { what })}
        disabled={first === 0}
        onClick={() => onTurn(Math.max(0, first - size))}
      >
        <ChevronLeft className="icon" />
      </button>
      <span>{what}</span>
      <button
        type="button"
        className="button small square"
        aria-label={t('pageOn', { what })}
        disabled={first + shown >= all}
        onClick={() => onTurn(first + size)}
      >
        <ChevronRight className="icon" />
      </button>
    </span>
  );
}
