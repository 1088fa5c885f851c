import { useTranslations } from 'use-intl';
import { DataGroup } from './DataGroup.tsx';
import { FurtherGroup } from './FurtherGroup.tsx';
import { InnerLoopGroup } from './InnerLoopGroup.tsx';
import { NetworkGroup } from './NetworkGroup.tsx';
import { OuterLoopGroup } from './OuterLoopGroup.tsx';
import { TaskGroup } from './TaskGroup.tsx';

/** The margin column: all that defines the run. */
export function Settings() {
  const t = useTranslations('settings');
  return (
    <aside className="margin" aria-label={t('label')}>
      <DataGroup />
      <TaskGroup />
      <InnerLoopGroup />
      <OuterLoopGroup />
      <NetworkGroup />
      <FurtherGroup />
    </aside>
  );
}
