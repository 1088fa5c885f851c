import { usePage } from '../context/page.tsx';
import { Settings } from '../settings/Settings.tsx';
import { TrainStage } from './TrainStage.tsx';

/** The run, and the settings beside it. */
export function TrainView() {
  const { present, embed } = usePage();
  return (
    <>
      <TrainStage />
      {!present && embed === null && <Settings />}
    </>
  );
}
