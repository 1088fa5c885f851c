import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { LessonStepId } from '#session';
import { formulaOf, type Piece, type PlacedPiece, piecesOf } from './formulas.ts';
import { Tex } from './Tex.tsx';
import type { Lit } from './useLit.ts';

/** The step's formula, whose symbols light the part of the page that they name. */
export function Formula(props: { step: LessonStepId; lit: Lit }) {
  const t = useTranslations('lesson');
  const { step, lit } = props;
  const pieces = formulaOf(step);

  return (
    <fieldset className="formula">
      <legend className="hidden">{t('formula')}</legend>
      <Spoken pieces={pieces} />
      <p>
        {pieces.map(({ key, piece }) => (
          <FormulaPiece key={key} piece={piece} lit={lit} />
        ))}
      </p>
      <p className="fine">{t('press')}</p>
    </fieldset>
  );
}

/** A formula whose symbols only stand there. */
export function PlainFormula({ formula }: { formula: string }) {
  const pieces = piecesOf(formula);
  return (
    <span className="plain-formula">
      <Spoken pieces={pieces} />
      {pieces.map(({ key, piece }) => (
        <Face key={key} piece={piece} />
      ))}
    </span>
  );
}

/** The formula as one, for who listens. */
function Spoken({ pieces }: { pieces: readonly PlacedPiece[] }) {
  const t = useTranslations('lesson.inFormula');
  const sources = pieces.map(({ piece }) => ('word' in piece ? `\\text{${t(piece.word)}}` : piece.tex));
  return (
    <span className="hidden">
      <Tex output="mathml" source={sources.join(' ')} />
    </span>
  );
}

function FormulaPiece({ piece, lit }: { piece: Piece; lit: Lit }) {
  const { symbol } = piece;
  if (symbol === undefined) return <Face piece={piece} />;
  return (
    <SymbolButton symbol={symbol} lit={lit}>
      <Face piece={piece} />
    </SymbolButton>
  );
}

function Face({ piece }: { piece: Piece }) {
  const t = useTranslations('lesson.inFormula');
  if ('tex' in piece) return <Tex output="html" source={piece.tex} />;
  return (
    <span className="in-formula" aria-hidden="true">
      {t(piece.word)}
    </span>
  );
}

/** Lights its part while it is pointed at or focused; pressed, until it is pressed again. */
function SymbolButton(props: { symbol: NonNullable<Piece['symbol']>; lit: Lit; children: ReactNode }) {
  const t = useTranslations('lesson.symbols');
  const { lit } = props;
  const { name, part } = props.symbol;
  const show = () => lit.show(part);
  const hide = () => lit.show(null);

  return (
    <button
      type="button"
      className={lit.part === part ? 'formula-symbol lit' : 'formula-symbol'}
      aria-pressed={lit.isHeld(part)}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
      onClick={() => lit.press(part)}
    >
      <span className="hidden">{t(name)}</span>
      {props.children}
    </button>
  );
}
