import { useTranslations } from 'use-intl';
import { stepColour } from '../steps.ts';

/** The inner loop's way from the start to its end, in a picture 100 wide and 66 high. */
const WAY = [
  [14, 14],
  [34, 34],
  [58, 44],
  [84, 46],
] as const;
const LAST = WAY.length - 1;

/** The way that the start is moved: found through the whole inner loop, or taken from its end. */
export function Orders() {
  const t = useTranslations('lesson.pictures');
  return (
    <div className="lesson-pictures two">
      <figure>
        <Way>
          <path className="pull" d="M84 46C70 66 40 66 16 24" />
          <Arrow from={[14, 14]} to={[26, 4]} />
        </Way>
        <figcaption>{t('exact')}</figcaption>
      </figure>
      <figure>
        <Way>
          <Arrow from={[84, 46]} to={[97, 40]} />
          <Arrow from={[14, 14]} to={[27, 8]} isCopy />
        </Way>
        <figcaption>{t('approximate')}</figcaption>
      </figure>
    </div>
  );
}

function Way(props: { children: React.ReactNode }) {
  return (
    <svg viewBox="0 0 100 66" aria-hidden="true">
      {WAY.slice(1).map(([x, y], i) => (
        <path
          key={x}
          className="stride"
          stroke={stepColour(i + 1, LAST)}
          d={`M${WAY[i][0]} ${WAY[i][1]}L${x} ${y}`}
        />
      ))}
      {props.children}
      {WAY.slice(1).map(([x, y], i) => (
        <circle key={x} cx={x} cy={y} r="2.8" fill={stepColour(i + 1, LAST)} />
      ))}
      <circle className="start" cx={WAY[0][0]} cy={WAY[0][1]} r="5.5" />
    </svg>
  );
}

function Arrow(props: { from: readonly [number, number]; to: readonly [number, number]; isCopy?: boolean }) {
  const { from, to } = props;
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const barb = (turn: number) =>
    `M${to[0]} ${to[1]}l${-6 * Math.cos(angle + turn)} ${-6 * Math.sin(angle + turn)}`;
  return (
    <path
      className={props.isCopy ? 'move copy' : 'move'}
      d={`M${from[0]} ${from[1]}L${to[0]} ${to[1]}${barb(0.5)}${barb(-0.5)}`}
    />
  );
}
