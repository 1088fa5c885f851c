import { useTranslations } from 'use-intl';
import { settingsTable } from '#session';
import { Hint } from '../controls/Hint.tsx';
import { NumberEntry } from '../controls/NumberEntry.tsx';
import { Stepper } from '../controls/Stepper.tsx';
import { Choice } from './Choice.tsx';
import { NewNetworkMark } from './NewNetworkMark.tsx';
import { limits, useSetting } from './useSetting.ts';

/** What few people change: folded away until asked for. */
export function FurtherGroup() {
  const t = useTranslations();
  const [rotations, setRotations] = useSetting('rotations');
  const [trainCharacters, setTrainCharacters] = useSetting('trainCharacters');
  const [ink, setInk] = useSetting('ink');
  const [backend, setBackend] = useSetting('backend');
  const [schedule, setSchedule] = useSetting('outerSchedule');
  const [iterations, setIterations] = useSetting('iterations');
  const [every, setEvery] = useSetting('evaluateEvery');
  const [tasks, setTasks] = useSetting('evaluateTasks');
  const [steps, setSteps] = useSetting('evaluateSteps');

  return (
    <details className="group further">
      <summary>{t('settings.further')}</summary>
      <label className="row check">
        <input type="checkbox" checked={rotations} onChange={(event) => setRotations(event.target.checked)} />
        {t('settings.rotations')}
      </label>
      <div className="row">
        <Hint hint={t('settings.trainCharactersHint')}>{t('settings.trainCharacters')}</Hint>
        <NumberEntry
          label={t('settings.trainCharacters')}
          value={trainCharacters}
          {...limits('trainCharacters')}
          whole
          onChange={setTrainCharacters}
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
      <div className="row">
        <span>{t('settings.iterations')}</span>
        <NumberEntry
          label={t('settings.iterations')}
          value={iterations}
          {...limits('iterations')}
          whole
          onChange={setIterations}
        />
      </div>
      <div className="row">
        <span>{t('settings.evaluateEvery')}</span>
        <NumberEntry
          label={t('settings.evaluateEvery')}
          value={every}
          {...limits('evaluateEvery')}
          whole
          onChange={setEvery}
        />
      </div>
      <div className="row">
        <span>{t('settings.evaluateTasks')}</span>
        <NumberEntry
          label={t('settings.evaluateTasks')}
          value={tasks}
          {...limits('evaluateTasks')}
          whole
          onChange={setTasks}
        />
      </div>
      <div className="row">
        <span>{t('settings.evaluateSteps')}</span>
        <Stepper
          name={t('settings.evaluateSteps')}
          value={steps}
          {...limits('evaluateSteps')}
          onChange={setSteps}
        />
      </div>
    </details>
  );
}
