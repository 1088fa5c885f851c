import { useTranslations } from 'use-intl';
import { algorithmFacts } from '#facts';
import { settingsTable } from '#session';
import { Stepper } from '../controls/Stepper.tsx';
import { Choice } from './Choice.tsx';
import { RateSlider } from './RateSlider.tsx';
import { INNER_RATE } from './rates.ts';
import { limits, useSetting } from './useSetting.ts';

/** How the network adapts to one task. */
export function InnerLoopGroup() {
  const t = useTranslations();
  const [algorithm, setAlgorithm] = useSetting('algorithm');
  const [steps, setSteps] = useSetting('steps');
  const [innerLr, setInnerLr] = useSetting('innerLr');
  const { alpha, leastSteps } = algorithmFacts[algorithm];

  return (
    <section className="group">
      <h3>
        {t('settings.inner')}
        <span>{t('settings.innerMore')}</span>
      </h3>
      <Choice
        label={t('settings.algorithm')}
        value={algorithm}
        names={settingsTable.algorithm.choices}
        show={(name) => t(`algorithms.${name}`)}
        onChange={setAlgorithm}
      />
      <div className="row">
        <span>{t('settings.steps')}</span>
        <Stepper name={t('settings.steps')} value={steps} {...limits('steps')} onChange={setSteps} />
      </div>
      {steps < leastSteps && <p className="remark">{t('settings.jointTraining')}</p>}
      <RateSlider
        name={t('settings.innerLr')}
        numberName={t('settings.innerLrNumber')}
        symbol="α"
        hint={t(alpha === 'start' ? 'settings.innerLrStart' : 'settings.innerLrHint')}
        value={innerLr}
        limits={INNER_RATE}
        onChange={setInnerLr}
      />
    </section>
  );
}
