import { Check, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useShallow } from 'zustand/react/shallow';
import { shownSymbols } from '#session';
import { useDraw, useDrawState, useSession } from '../context/session.tsx';
import { download } from '../download.ts';
import { FileButton } from './FileButton.tsx';

/** What becomes of the drawings: kept under a name, given away, trained on. */
export function SetsGroup() {
  const t = useTranslations('draw');
  const draw = useDraw();
  const isSaved = useDrawState((state) => state.savedAs !== null && !state.changed);
  const fallback = t('unnamed');

  return (
    <div className="group optional">
      <h3>{t('sets')}</h3>
      <div className="draw-row start">
        <SetName />
        <button type="button" className="button" onClick={() => draw.saveSet(fallback)}>
          {isSaved && <Check className="icon" />}
          <span aria-live="polite">{t(isSaved ? 'savedNow' : 'save')}</span>
        </button>
      </div>
      <div className="draw-row start">
        <button type="button" className="button" onClick={() => void draw.exportZip(fallback).then(download)}>
          {t('exportZip')}
        </button>
        <FileButton onFile={(file) => draw.openZip(file, fallback)}>{t('openZip')}</FileButton>
        <button type="button" className="button" onClick={() => draw.newSet(fallback)}>
          {t('newSet')}
        </button>
        <TrainingButton />
      </div>
      <SavedSets fallback={fallback} />
    </div>
  );
}

function SetName() {
  const t = useTranslations('draw');
  const draw = useDraw();
  const name = useDrawState((state) => state.set.name);
  const [text, setText] = useState(name ?? '');
  useEffect(() => setText(name ?? ''), [name]);
  return (
    <input
      className="set-name"
      type="text"
      maxLength={60}
      aria-label={t('setName')}
      placeholder={t('unnamed')}
      title={text}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => draw.nameSet(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

function TrainingButton() {
  const t = useTranslations('draw');
  const draw = useDraw();
  const dataset = useSession((state) => state.dataset?.name);
  const training = useDrawState((state) => state.training);
  const nothing = useDrawState((state) => shownSymbols(state.set).length === 0);
  if (training === null || training.dataset !== dataset) {
    return (
      <button type="button" className="button" disabled={nothing} onClick={() => draw.offerTraining()}>
        {t('useForTraining')}
      </button>
    );
  }
  return (
    <>
      <button type="button" className="button" onClick={() => draw.leaveTraining()}>
        {t('takeFromTraining')}
      </button>
      <p className="fine">{t('inTraining', { count: training.symbols })}</p>
    </>
  );
}

function SavedSets(props: { fallback: string }) {
  const t = useTranslations('draw');
  const draw = useDraw();
  const { saved, savedAs } = useDrawState(useShallow(({ saved, savedAs }) => ({ saved, savedAs })));
  if (saved.length === 0) return null;
  return (
    <details className="further">
      <summary>{t('savedSets', { count: saved.length })}</summary>
      <ul className="saved-sets">
        {saved.map((name) => (
          <li key={name}>
            <button
              type="button"
              className="button quiet"
              aria-label={t('openSet', { name })}
              aria-current={name === savedAs || undefined}
              onClick={() => draw.openSet(name, props.fallback)}
            >
              {name}
            </button>
            <button
              type="button"
              className="button quiet square"
              aria-label={t('deleteSet', { name })}
              title={t('deleteSet', { name })}
              onClick={() => draw.removeSet(name)}
            >
              <Trash2 className="icon" />
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
