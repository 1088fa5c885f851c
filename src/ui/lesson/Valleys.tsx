import { useTranslations } from 'use-intl';
import { stepColour } from '../steps.ts';

/** A valley y = x^2 / 2 between -2 and 2, in a picture 100 wide and 66 high. */
const WIDTH = 100;
const x = (at: number) => 50 + at * 23;
const y = (at: number) => 60 - ((at * at) / 2 / 2) * 54;
const floor = Array.from({ length: 33 }, (_, i) => -2 + i / 8);

/** Strides of gradient descent down the valley: too short, about right, too long. */
const STRIDES = [
  { name: 'short', start: -1.8, rate: 0.12 },
  { name: 'right', start: -1.8, rate: 0.75 },
  { name: 'long', start: -0.65, rate: 2.25 },
] as const;
const STEPS = 5;

/** What the length of a stride does, as three small pictures. */
export function Valleys() {
  const t = useTranslations('lesson.pictures');
  return (
    <div className="lesson-pictures">
      {STRIDES.map(({ name, start, rate }) => (
        <figure key={name}>
          <svg viewBox={`0 0 ${WIDTH} 66`} aria-hidden="true">
            <path className="valley" d={`M${floor.map((at) => `${x(at)} ${y(at)}`).join('L')}`} />
            <Walk places={descend(start, rate)} />
          </svg>
          <figcaption>{t(name)}</figcaption>
        </figure>
      ))}
    </div>
  );
}

/** Five steps on y = x^2 / 2, whose gradient is x; they end where the picture does. */
function descend(start: number, rate: number): number[] {
  const places = [start];
  while (places.length <= STEPS) {
    const next = places[places.length - 1] * (1 - rate);
    if (Math.abs(next) > 2) break;
    places.push(next);
  }
  return places;
}

function Walk({ places }: { places: readonly number[] }) {
  return (
    <>
      {places.slice(1).map((at, i) => (
        <path
          key={at}
          className="stride"
          stroke={stepColour(i + 1, STEPS)}
          d={`M${x(places[i])} ${y(places[i])}L${x(at)} ${y(at)}`}
        />
      ))}
      {places.map((at, i) => (
        <circle key={at} cx={x(at)} cy={y(at)} r="2.6" fill={stepColour(i, STEPS)} />
      ))}
    </>
  );
}
