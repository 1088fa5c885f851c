import { useTranslations } from 'use-intl';
import { Stepper } from '../controls/Stepper.tsx';
import { Choice } from './Choice.tsx';
import { ChoiceRow } from './ChoiceRow.tsx';
import { NewNetworkMark } from './NewNetworkMark.tsx';
import { NumberRow } from './NumberRow.tsx';
import { limits, useSetting } from './useSetting.ts';

/** Shares of the alphabets to choose from. */
const SHARES = [0, 0.1, 0.2];

/** What few people change: folded away until asked for. */
export function FurtherGroup() {
  const t = useTranslations();
  const [rotations, setRotations] = useSetting('rotations');
  const [share, setShare] = useSetting('validationShare');
  const [steps, setSteps] = useSetting('evaluateSteps');
  const [testTurned, setTestTurned] = useSetting('evaluateRotations');

  return (
    <details className="group further">
      <summary>{t('settings.further')}</summary>
      <label className="row check">
        <input type="checkbox" checked={rotations} onChange={(event) => setRotations(event.target.checked)} />
        {t('settings.rotations')}
      </label>
      <NumberRow setting="trainCharacters" hint={t('settings.trainCharactersHint')} />
      <ChoiceRow setting="split" show={(name) => t(`splits.${name}`)} hint={t('settings.splitHint')} />
      <div className="row half">
        <span>
          {t('settings.validationShare')}
          <NewNetworkMark />
        </span>
        <Choice
          label={t('settings.validationShare')}
          value={String(share)}
          names={[...new Set([...SHARES, share])].map(String)}
          show={(name) => t('shares', { share: Number(name) })}
          onChange={(name) => setShare(Number(name))}
        />
      </div>
      <ChoiceRow setting="tasksWithin" show={(name) => t(`tasksWithin.${name}`)} />
      <ChoiceRow setting="ink" show={(name) => t(`inks.${name}`)} />
      <ChoiceRow setting="backend" show={(name) => t(`backends.${name}`)} />
      <ChoiceRow
        setting="outerSchedule"
        show={(name) => t(`schedules.${name}`)}
        symbol={
          <>
            <i className="sym">β</i>{' '}
          </>
        }
      />
      <NumberRow setting="iterations" />
      <NumberRow setting="evaluateEvery" />
      <NumberRow setting="evaluateTasks" />
      <div className="row">
        <span>{t('settings.evaluateSteps')}</span>
        <Stepper
          name={t('settings.evaluateSteps')}
          value={steps}
          {...limits('evaluateSteps')}
          onChange={setSteps}
        />
      </div>
      <label className="row check">
        <input
          type="checkbox"
          checked={testTurned}
          onChange={(event) => setTestTurned(event.target.checked)}
        />
        {t('settings.evaluateRotations')}
      </label>
    </details>
  );
}
