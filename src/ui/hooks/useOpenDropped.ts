import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { findFile, isDrawingsZip, type View } from '#session';
import { useActions, useDraw } from '../context/session.tsx';

/** Opens files dropped on a view. In Draw, a set of drawings takes the place of the one on the desk. */
export function useOpenDropped(view: View): (files: readonly File[]) => void {
  const t = useTranslations('draw');
  const draw = useDraw();
  const { openFiles } = useActions();
  const fallback = t('unnamed');

  return useCallback(
    async (files) => {
      const drawings = view === 'draw' ? await findFile(files, isDrawingsZip) : undefined;
      if (drawings !== undefined) draw.openZip(drawings, fallback);
      const others = files.filter((file) => file !== drawings);
      if (others.length > 0) openFiles(others);
    },
    [view, draw, fallback, openFiles],
  );
}
