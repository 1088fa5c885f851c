import { useTranslations } from 'use-intl';
import { useLiveLesson } from '../context/session.tsx';
import { frequency } from '../format.ts';

/** How fast either order trained on this machine. */
export function Speeds() {
  const t = useTranslations('lesson');
  const speeds = useLiveLesson((state) => state.figures.speeds);
  const show = (speed: number | undefined) =>
    speed === undefined ? t('speedNone') : t('speed', { speed: frequency(speed) });
  return (
    <dl className="speeds">
      <dt>{t('pictures.exact')}</dt>
      <dd>{show(speeds.maml)}</dd>
      <dt>{t('pictures.approximate')}</dt>
      <dd>{show(speeds.fomaml)}</dd>
    </dl>
  );
}
