import { FolderOpen } from 'lucide-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { type NetworkChoice, networkInUse, shippedNames } from '#session';
import { usePage } from '../context/page.tsx';
import { useDraw, useDrawState } from '../context/session.tsx';
import { FileButton } from './FileButton.tsx';
import { NetworkFacts } from './NetworkFacts.tsx';

/** Which network adapts, and how good it is. */
export function NetworkGroup() {
  const t = useTranslations();
  const draw = useDraw();
  const id = useId();
  const { setView, embed } = usePage();
  const network = useDrawState(networkInUse);
  const file = useDrawState((state) => state.file);
  const choices: [NetworkChoice, string][] = [
    ...shippedNames.map((name): [NetworkChoice, string] => [name, t(`shipped.${name}`)]),
    ['run', t('draw.networkRun')],
  ];
  if (file !== null) choices.push(['file', t('draw.networkFile', { name: file.name })]);

  return (
    <div className="group">
      <h3>
        <label htmlFor={id} className="plain">
          {t('draw.network')}
        </label>
      </h3>
      <select
        id={id}
        className="select"
        value={network}
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
        <FileButton accept=".safetensors" onFile={(opened) => draw.openCheckpointFile(opened)}>
          <FolderOpen className="icon" />
          {t('draw.openCheckpoint')}
        </FileButton>
        {network !== 'run' && embed === null && (
          <button
            type="button"
            className="button"
            onClick={() => {
              draw.continueTraining();
              setView('train');
            }}
          >
            {t('draw.continueTraining')}
          </button>
        )}
      </div>
    </div>
  );
}
