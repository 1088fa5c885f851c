import { useTranslations } from 'use-intl';
import { isShipped, type Measured, type NetworkChoice, type ShippedName, shownSymbols } from '#session';
import { useDrawState, useLive, useSession } from '../context/session.tsx';
import { termTags } from '../glossary/Term.tsx';
import { tenths } from './tenths.ts';
import { useNetworkFacts } from './useNetworkFacts.ts';

/** What is known of how well a network adapts. */
export function NetworkFacts(props: { network: NetworkChoice }) {
  const { network } = props;
  return (
    <p className="fine">
      <Known network={network} /> <OtherWays />
    </p>
  );
}

function Known(props: { network: NetworkChoice }) {
  const { network } = props;
  if (network === 'run') return <RunFacts />;
  return isShipped(network) ? <ShippedFacts name={network} /> : <FileFacts />;
}

function ShippedFacts(props: { name: ShippedName }) {
  const t = useTranslations('draw');
  const facts = useDrawState((state) => state.shipped[props.name]);
  if (facts === undefined) return t('factsLoading');
  if (facts === null) return t('factsMissing');
  return facts.measured && <Reached measured={facts.measured} />;
}

function Reached(props: { measured: Measured }) {
  const t = useTranslations('draw');
  const { tasks, queryAccuracy, ci95 } = props.measured;
  const steps = queryAccuracy.length - 1;
  return t.rich('reaches', {
    ...termTags,
    accuracy: tenths(queryAccuracy[steps]),
    interval: tenths(ci95[steps]),
    tasks,
    steps,
  });
}

function RunFacts() {
  const t = useTranslations('draw');
  const pool = useTranslations('pools');
  const iteration = useLive((state) => state.iteration, 1000);
  const evaluation = useSession((state) => state.history.evaluations.at(-1));
  if (iteration === 0) return t('runUntrained');
  if (evaluation === undefined) return t('runUnmeasured', { iteration });
  const last = evaluation.queryAccuracy.length - 1;
  const [share, halfWidth] = [tenths(evaluation.queryAccuracy[last]), evaluation.ci95[last]];
  return t.rich('runMeasured', {
    ...termTags,
    iteration: evaluation.iteration,
    accuracy:
      halfWidth === null ? t('share', { share }) : t('interval', { share, interval: tenths(halfWidth) }),
    tasks: evaluation.tasks,
    part: pool(evaluation.split),
  });
}

function FileFacts() {
  const t = useTranslations('draw');
  const file = useDrawState((state) => state.file);
  return file && t('fileFacts', { ways: file.ways, iteration: file.iteration });
}

/** Said where the network has learnt another number of classes than there are symbols. */
function OtherWays() {
  const t = useTranslations('draw');
  const facts = useNetworkFacts();
  const symbols = useDrawState((state) => shownSymbols(state.set).length);
  if (facts === null || symbols < 2 || facts.ways === symbols) return null;
  return t('otherWays', { learnt: facts.ways, symbols });
}
