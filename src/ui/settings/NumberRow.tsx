import { useTranslations } from 'use-intl';
import { Hint } from '../controls/Hint.tsx';
import { NumberEntry } from '../controls/NumberEntry.tsx';
import { limits, useSetting } from './useSetting.ts';

/** A setting that is a whole number, typed, and what it means where its name does not say it. */
export function NumberRow(props: {
  setting: 'trainCharacters' | 'iterations' | 'evaluateEvery' | 'evaluateTasks';
  hint?: string;
}) {
  const t = useTranslations('settings');
  const { setting, hint } = props;
  const [value, set] = useSetting(setting);
  const name = t(setting);
  return (
    <div className="row">
      {hint === undefined ? <span>{name}</span> : <Hint hint={hint}>{name}</Hint>}
      <NumberEntry label={name} value={value} {...limits(setting)} whole onChange={set} />
    </div>
  );
}
