import { type ReactNode, useCallback } from 'react';
import { isGoing } from '#session';
import { Charts } from '../charts/Charts.tsx';
import { useActions, useStateReader } from '../context/session.tsx';
import { LoopsFigure } from '../figure/LoopsFigure.tsx';
import { PhoneLoops } from '../figure/PhoneLoops.tsx';
import { useSpotlight } from '../figure/useSpotlight.ts';
import { useMedia } from '../hooks/useMedia.ts';
import { useShortcut } from '../hooks/useShortcut.ts';
import { PHONE } from '../layout.ts';
import { NoticeStrip } from '../notice/NoticeStrip.tsx';
import { Transport } from '../transport/Transport.tsx';

/**
 * The run: its controls, its notices, and the loops figure over the two charts.
 *
 * @param welcome what stands in the place of notices where there is none
 * @param narrow whether something beside it leaves it no more width than a phone has
 */
export function TrainStage({ welcome, narrow = false }: { welcome?: ReactNode; narrow?: boolean }) {
  const onPhone = useMedia(PHONE) || narrow;
  const readState = useStateReader();
  const { start, pause } = useActions();
  const toggleRun = useCallback(
    () => (isGoing(readState().phase) ? pause() : start()),
    [readState, pause, start],
  );
  const spotlight = useSpotlight();
  useShortcut(' ', toggleRun);

  return (
    <>
      <Transport />
      <NoticeStrip />
      {welcome}
      <main className="main" {...spotlight}>
        {onPhone ? <PhoneLoops /> : <LoopsFigure />}
        <Charts />
      </main>
    </>
  );
}
