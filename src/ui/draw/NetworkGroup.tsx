import { FolderOpen } from 'lucide-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { type NetworkChoice, networkInUse, type ShippedName, shippedNames } from '#session';
import { usePage } from '../context/page.tsx';
import { useDraw, useDrawState } from '../context/session.tsx';
import { FileButton } from './FileButton.tsx';
import { NetworkFacts } from './NetworkFacts.tsx';
import { tenths } from './tenths.ts';

/** Which network adapts, and how good it is. */
export function NetworkGroup() {
  const t = useTranslations('draw');
  const draw = useDraw();
  const id = useId();
  const nameOf = useShippedName();
  const network = useDrawState(networkInUse);
  const file = useDrawState((state) => state.file);
  const choices: [NetworkChoice, string][] = [
    ...shippedNames.map((name): [NetworkChoice, string] => [name, nameOf(name)]),
    ['run', t('networkRun')],
  ];
  if (file !== null) choices.push(['file', t('networkFile', { name: file.name })]);

  return (
    <div className="group" data-part="theta">
      <h3>
        <label htmlFor={id} className="plain">
          {t('network')}
        </label>
      </h3>
      <select
        id={id}
        className="select"
        value={network}
        title={choices.find(([name]) => name === network)?.[1]}
        onChange={(event) => {
          const chosen = choices.find(([name]) => name === event.target.value);
          if (chosen) draw.choose(chosen[0]);
        }}
      >
        {choices.map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <NetworkFacts network={network} />
      <div className="draw-row start optional">
        <FileButton onFile={(opened) => draw.openCheckpointFile(opened)}>
          <FolderOpen className="icon" />
          {t('openCheckpoint')}
        </FileButton>
        {network !== 'run' && <LoadIntoTrain />}
      </div>
    </div>
  );
}

/** A shipped network by its task and what it reaches there. */
function useShippedName(): (name: ShippedName) => string {
  const t = useTranslations();
  const shipped = useDrawState((state) => state.shipped);
  return (name) => {
    const measured = shipped[name]?.measured;
    const label = t(`shipped.${name}`);
    if (!measured) return label;
    const accuracy = tenths(measured.queryAccuracy[measured.queryAccuracy.length - 1]);
    return t('draw.networkReaches', { name: label, accuracy });
  };
}

function LoadIntoTrain() {
  const t = useTranslations('draw');
  const draw = useDraw();
  const { setView } = usePage();
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        draw.loadIntoRun();
        // Else it asks first, in the strip.
        if (draw.store.getState().offer === null) setView('train');
      }}
    >
      {t('loadIntoRun')}
    </button>
  );
}
