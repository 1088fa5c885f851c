import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDrawState } from '../context/session.tsx';
import { percent } from '../format.ts';
import { useSymbolName } from './names.ts';

/** The likeliest class. */
function likeliest(probabilities: Float32Array): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

/** What the network says, and beneath it what the two baselines say. */
export function Verdict() {
  const t = useTranslations('draw');
  const nameOf = useSymbolName();
  const adapted = useDrawState((state) => state.adapted);
  const answers = useDrawState((state) => state.answers);

  if (adapted === null || answers === null) {
    return <p className="draw-verdict note">{t(adapted === null ? 'waitAdapt' : 'waitQuery')}</p>;
  }
  const { symbols } = adapted;
  const says = likeliest(answers.learnt);
  const random = likeliest(answers.random);
  const verdict = t('verdict', { name: nameOf(symbols[says]), probability: percent(answers.learnt[says]) });
  const others = t('others', {
    random: nameOf(symbols[random]),
    probability: percent(answers.random[random]),
    nearest: nameOf(symbols[answers.nearest]),
  });
  return (
    <div className="draw-verdict">
      <p className="draw-says">{verdict}</p>
      <p className="note">{others}</p>
      <Spoken words={`${verdict} ${others}`} />
    </div>
  );
}

/** Milliseconds without a change before the answer is read out: while one draws it changes all the time. */
const QUIET = 900;

function Spoken(props: { words: string }) {
  const { words } = props;
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(words), QUIET);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <p className="hidden" role="status">
      {spoken}
    </p>
  );
}
