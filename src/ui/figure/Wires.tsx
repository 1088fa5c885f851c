import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { stepColour } from '../steps.ts';
import { type Route, routeOf, type Track } from './route.ts';

/** The closed line: theta, the inner loop from disc to disc, and the outer loop back over the top. */
export function Wires(props: { steps: number; running: boolean }) {
  const { steps, running } = props;
  const [ref, route] = useRoute(steps);

  return (
    <>
      <svg ref={ref} className="wires" aria-hidden="true">
        {route && (
          <>
            <path d={route.start} className="wire ink" />
            {route.links.map((link, i) => (
              <g key={link.line} style={{ color: stepColour(i + 1, steps) }}>
                <path d={link.line} className="wire inner" />
                <path d={link.arrow} className="wire arrow" />
              </g>
            ))}
            <path d={route.back} className="wire ink" />
            <path d={route.arrow} className="wire ink" />
          </>
        )}
      </svg>
      {route && running && (
        <span
          className="runner"
          aria-hidden="true"
          style={{ offsetPath: `path('${route.lap}')`, width: 11 * route.unit, height: 11 * route.unit }}
        />
      )}
    </>
  );
}

/** Measures where the parts of the figure around the wires stand, again whenever its size changes. */
function useRoute(steps: number): [RefObject<SVGSVGElement | null>, Route | null] {
  const ref = useRef<SVGSVGElement>(null);
  const [route, setRoute] = useState<Route | null>(null);

  useLayoutEffect(() => {
    const figure = ref.current?.parentElement;
    if (!figure) return;
    const measure = () => setRoute(routeOf(trackOf(figure, steps)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(figure);
    return () => observer.disconnect();
  }, [steps]);

  return [ref, route];
}

function trackOf(figure: HTMLElement, steps: number): Track {
  const origin = figure.getBoundingClientRect();
  const stations = [...figure.querySelectorAll('[data-station]')].map((element) => {
    const box = element.getBoundingClientRect();
    return {
      x: box.left - origin.left + box.width / 2,
      y: box.top - origin.top + box.height / 2,
      radius: box.width / 2,
    };
  });
  const [theta, ...discs] = stations;
  const over = figure.querySelector('[data-over]')?.getBoundingClientRect();
  return {
    theta,
    discs: discs.slice(0, steps + 1),
    overY: over ? over.top - origin.top + over.height / 2 : 0,
    width: origin.width,
    unit: Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16,
  };
}
