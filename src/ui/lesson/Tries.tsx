import { useTranslations } from 'use-intl';
import { useLiveLesson } from '../context/session.tsx';
import { percent, rate } from '../format.ts';

/** What the random start reached with each inner learning rate tried. */
export function Tries() {
  const t = useTranslations('lesson');
  const tries = useLiveLesson((state) => state.figures.tries);
  const steps = useLiveLesson((state) => state.figures.steps);
  return (
    <div className="tries">
      <p className="fine">{t('tries', { steps })}</p>
      <ul>
        {tries.map(({ innerLr, random }) => (
          <li key={innerLr}>
            <span>{rate(innerLr)}</span> <b className="random-text">{percent(random.at(-1) ?? 0)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
