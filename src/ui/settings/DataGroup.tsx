import { FolderOpen } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useActions, useSession } from '../context/session.tsx';
import { ARCHIVE_INPUT_ID } from '../layout.ts';
import { DataParts } from './DataParts.tsx';
import { DatasetMenu } from './DatasetMenu.tsx';
import { LoadingProgress } from './LoadingProgress.tsx';

/** The data set: which one, how large, and the way to another. */
export function DataGroup() {
  const t = useTranslations('settings');
  const loading = useSession((state) => state.loading);
  const dataset = useSession((state) => state.dataset);
  const { openFiles, forgetDataset } = useActions();

  return (
    <section className="group">
      <h3>
        {t('data')}
        <span>
          {dataset === null
            ? t('preparing')
            : dataset.drawers === null
              ? t('count', { characters: dataset.characters, drawings: dataset.drawings })
              : t('grid', { characters: dataset.characters, drawers: dataset.drawers })}
        </span>
      </h3>
      {loading === null ? <DatasetMenu /> : <LoadingProgress loading={loading} />}
      <DataParts />
      <label className="button drop">
        <FolderOpen className="icon" />
        <span>{t.rich('open', { name: (chunks) => <span id="archive-name">{chunks}</span> })}</span>
        <input
          type="file"
          id={ARCHIVE_INPUT_ID}
          className="hidden"
          aria-labelledby="archive-name"
          multiple
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // Choosing the same file again must count as a choice.
            event.target.value = '';
            if (files.length > 0) openFiles(files);
          }}
        />
      </label>
      {loading === null && dataset !== null && (dataset.cached || dataset.skipped > 0) && (
        <div className="row fine">
          <span>
            {[
              dataset.cached ? t('kept') : null,
              dataset.skipped > 0 ? t('skipped', { count: dataset.skipped }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {dataset.cached && (
            <button type="button" className="button small" onClick={forgetDataset}>
              {t('forget')}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
