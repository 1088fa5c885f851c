import { useTranslations } from 'use-intl';
import { useLiveLesson } from '../context/session.tsx';
import { frequency } from '../format.ts';

/** How fast either order trained on this machine, as far as it has. */
export function Speeds() {
  const t = useTranslations('lesson');
  const speeds = useLiveLesson((state) => state.figures.speeds);
  if (Object.keys(speeds).length === 0) return null;
  return (
    <dl className="order-speeds">
      <Speed name={t('pictures.exact')} speed={speeds.maml} />
      <Speed name={t('pictures.approximate')} speed={speeds.fomaml} />
    </dl>
  );
}

function Speed(props: { name: string; speed: number | undefined }) {
  const t = useTranslations('lesson');
  if (props.speed === undefined) return null;
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{t('speed', { speed: frequency(props.speed) })}</dd>
    </>
  );
}
