import { useTranslations } from 'use-intl';
import { settingsTable } from '#session';
import { Hint } from '../controls/Hint.tsx';
import { Stepper } from '../controls/Stepper.tsx';
import { Choice } from './Choice.tsx';
import { NewNetworkMark } from './NewNetworkMark.tsx';
import { NumberRow } from './NumberRow.tsx';
import { limits, useSetting } from './useSetting.ts';

/** Shares of the alphabets to choose from. */
const SHARES = [0, 0.1, 0.2];

/** What few people change: folded away until asked for. */
export function FurtherGroup() {
  const t = useTranslations();
  const [rotations, setRotations] = useSetting('rotations');
  const [split, setSplit] = useSetting('split');
  const [share, setShare] = useSetting('validationShare');
  const [within, setWithin] = useSetting('tasksWithin');
  const [ink, setInk] = useSetting('ink');
  const [backend, setBackend] = useSetting('backend');
  const [schedule, setSchedule] = useSetting('outerSchedule');
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
      <div className="row half">
        <span>
          <Hint hint={t('settings.splitHint')}>{t('settings.split')}</Hint>
          <NewNetworkMark />
        </span>
        <Choice
          label={t('settings.split')}
          value={split}
          names={settingsTable.split.choices}
          show={(name) => t(`splits.${name}`)}
          onChange={setSplit}
        />
      </div>
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
      <div className="row half">
        <span>{t('settings.tasksWithin')}</span>
        <Choice
          label={t('settings.tasksWithin')}
          value={within}
          names={settingsTable.tasksWithin.choices}
          show={(name) => t(`tasksWithin.${name}`)}
          onChange={setWithin}
        />
      </div>
      <div className="row half">
        <span>
          {t('settings.ink')}
          <NewNetworkMark />
        </span>
        <Choice
          label={t('settings.ink')}
          value={ink}
          names={settingsTable.ink.choices}
          show={(name) => t(`inks.${name}`)}
          onChange={setInk}
        />
      </div>
      <div className="row half">
        <span>{t('settings.backend')}</span>
        <Choice
          label={t('settings.backend')}
          value={backend}
          names={settingsTable.backend.choices}
          show={(name) => t(`backends.${name}`)}
          onChange={setBackend}
        />
      </div>
      <div className="row half">
        <span>
          <i className="sym">β</i> {t('settings.outerSchedule')}
        </span>
        <Choice
          label={t('settings.outerSchedule')}
          value={schedule}
          names={settingsTable.outerSchedule.choices}
          show={(name) => t(`schedules.${name}`)}
          onChange={setSchedule}
        />
      </div>
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
