import { useTranslations } from 'use-intl';
import { Stepper } from '../controls/Stepper.tsx';
import { OUTER_RATE_ID } from '../layout.ts';
import { RateSlider } from './RateSlider.tsx';
import { OUTER_RATE } from './rates.ts';
import { limits, useSetting } from './useSetting.ts';

/** How meta-training moves the start. */
export function OuterLoopGroup() {
  const t = useTranslations('settings');
  const [metaBatch, setMetaBatch] = useSetting('metaBatch');
  const [outerLr, setOuterLr] = useSetting('outerLr');

  return (
    <section className="group">
      <h3>
        {t('outer')}
        <span>{t('outerMore')}</span>
      </h3>
      <div className="row">
        <span>{t('metaBatch')}</span>
        <Stepper name={t('metaBatch')} value={metaBatch} {...limits('metaBatch')} onChange={setMetaBatch} />
      </div>
      <RateSlider
        id={OUTER_RATE_ID}
        name={t('outerLr')}
        numberName={t('outerLrNumber')}
        symbol="β"
        hint={t('outerLrHint')}
        value={outerLr}
        limits={OUTER_RATE}
        onChange={setOuterLr}
      />
    </section>
  );
}
