import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OwnSymbol } from '#session';
import { useDraw } from '../context/session.tsx';

/** What a symbol is called, to be changed by typing. */
export function SymbolName(props: { symbol: OwnSymbol; number: number }) {
  const { symbol, number } = props;
  const t = useTranslations('draw');
  const draw = useDraw();
  const [text, setText] = useState(symbol.name ?? '');

  useEffect(() => setText(symbol.name ?? ''), [symbol.name]);

  return (
    <input
      className="symbol-name"
      type="text"
      maxLength={40}
      aria-label={t('nameLabel', { number })}
      placeholder={t('symbol', { number })}
      title={text}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => draw.nameSymbol(symbol.id, text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
