import { usePage } from '../context/page.tsx';
import { Settings } from '../settings/Settings.tsx';
import { Welcome } from '../welcome/Welcome.tsx';
import { TrainStage } from './TrainStage.tsx';

/** The run, the settings beside it, and what this is for somebody who comes for the first time. */
export function TrainView() {
  const { present, embed } = usePage();
  return (
    <>
      <TrainStage welcome={<Welcome />} />
      {!present && embed === null && <Settings />}
    </>
  );
}
