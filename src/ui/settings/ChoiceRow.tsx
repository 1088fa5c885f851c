import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { RunSettings } from '#maml';
import { settingsTable } from '#session';
import { Hint } from '../controls/Hint.tsx';
import { Choice } from './Choice.tsx';
import { NewNetworkMark } from './NewNetworkMark.tsx';
import { useSetting } from './useSetting.ts';

type ChoiceKey = 'split' | 'tasksWithin' | 'ink' | 'backend' | 'outerSchedule';

/** A setting with a few names to choose from, marked where another one needs a new network. */
export function ChoiceRow<Key extends ChoiceKey>(props: {
  setting: Key;
  show: (name: RunSettings[Key]) => string;
  hint?: string;
  /** Stands before the name. */
  symbol?: ReactNode;
}) {
  const t = useTranslations('settings');
  const { setting, show, hint, symbol } = props;
  const [value, set] = useSetting(setting);
  const { choices, takesHold } = settingsTable[setting];
  const name = t(setting as ChoiceKey);
  return (
    <div className="row half">
      <span>
        {symbol}
        {hint === undefined ? name : <Hint hint={hint}>{name}</Hint>}
        {takesHold === 'new-network' && <NewNetworkMark />}
      </span>
      <Choice
        label={name}
        value={value}
        names={choices as readonly RunSettings[Key][]}
        show={show}
        onChange={set}
      />
    </div>
  );
}
