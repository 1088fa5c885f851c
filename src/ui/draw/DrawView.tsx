import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useDraw } from '../context/session.tsx';
import { AdaptSection } from './AdaptSection.tsx';
import { DrawNotice } from './DrawNotice.tsx';
import { NetworkGroup } from './NetworkGroup.tsx';
import { PadsSection } from './PadsSection.tsx';
import { QuerySection } from './QuerySection.tsx';
import { SetsGroup } from './SetsGroup.tsx';

/** A person's own task, in three numbered steps: draw symbols, adapt to them, draw one of them again. */
export default function DrawView() {
  const t = useTranslations('draw');
  const draw = useDraw();
  useEffect(() => draw.enter(), [draw]);

  return (
    <>
      <DrawNotice />
      <main className="draw" aria-label={t('label')}>
        <PadsSection />
        <AdaptSection />
        <QuerySection />
        <section className="draw-more" aria-label={t('more')}>
          <NetworkGroup />
          <SetsGroup />
        </section>
      </main>
    </>
  );
}
