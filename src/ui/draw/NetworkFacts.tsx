import { useTranslations } from 'use-intl';
import { isShipped, type Measured, type NetworkChoice, type ShippedName } from '#session';
import { useDrawState, useSession } from '../context/session.tsx';
import { percent } from '../format.ts';

const tenths = (share: number) => (100 * share).toFixed(1);

/** What is known of how well a network adapts. */
export function NetworkFacts(props: { network: NetworkChoice }) {
  const { network } = props;
  if (network === 'run') return <RunFacts />;
  return isShipped(network) ? <ShippedFacts name={network} /> : <FileFacts />;
}

function ShippedFacts(props: { name: ShippedName }) {
  const t = useTranslations('draw');
  const measured = useDrawState((state) => state.measured[props.name]);
  if (measured === undefined) return <p className="fine">{t('factsLoading')}</p>;
  return measured && <Reached measured={measured} />;
}

function Reached(props: { measured: Measured }) {
  const t = useTranslations('draw');
  const { tasks, queryAccuracy, ci95, drawn } = props.measured;
  const last = queryAccuracy.length - 1;
  return (
    <p className="fine">
      {t('reaches', {
        accuracy: tenths(queryAccuracy[last]),
        interval: tenths(ci95[last]),
        tasks,
        steps: last,
      })}{' '}
      {drawn &&
        t('reachesDrawn', {
          learnt: percent(drawn.learnt),
          random: percent(drawn.random),
          nearest: percent(drawn.nearest),
        })}
    </p>
  );
}

function RunFacts() {
  const t = useTranslations('draw');
  const untrained = useSession((state) => state.iteration === 0);
  const iteration = useSession((state) => Math.floor(state.iteration / 50) * 50);
  const evaluation = useSession((state) => state.history.evaluations.at(-1));
  if (untrained) return <p className="fine">{t('runUntrained')}</p>;
  if (evaluation === undefined) return <p className="fine">{t('runUnmeasured', { iteration })}</p>;
  const last = evaluation.queryAccuracy.length - 1;
  return (
    <p className="fine">
      {t('runMeasured', {
        iteration: evaluation.iteration,
        accuracy: tenths(evaluation.queryAccuracy[last]),
        interval: tenths(evaluation.ci95[last]),
        tasks: evaluation.tasks,
      })}
    </p>
  );
}

function FileFacts() {
  const t = useTranslations('draw');
  const file = useDrawState((state) => state.file);
  return file && <p className="fine">{t('fileFacts', { ways: file.ways, iteration: file.iteration })}</p>;
}
