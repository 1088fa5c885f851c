/** Where the parts of the loops figure stand, in pixels of the figure. */
export interface Track {
  theta: Station;
  discs: Station[];
  /** Height of the outer loop's line. */
  overY: number;
  width: number;
  /** Pixels of a sixteenth of a rem. */
  unit: number;
}

interface Station {
  x: number;
  y: number;
  radius: number;
}

/** The figure's line as SVG paths. */
export interface Route {
  /** From theta to the first disc. */
  start: string;
  /** Step by step: the line to the next disc, and its arrow head. */
  links: { line: string; arrow: string }[];
  /** From the last disc over the top back to theta, and its arrow head. */
  back: string;
  arrow: string;
  /** All of it in one go, for the dot. */
  lap: string;
  unit: number;
}

export function routeOf(track: Track): Route {
  const { theta, discs, overY, width, unit } = track;
  const y = theta.y;
  const first = discs[0];
  const last = discs[discs.length - 1];
  const right = Math.min(last.x + 34 * unit, width - 2 * unit);
  const bend = 12 * unit;
  const thetaTop = y - theta.radius - 3 * unit;
  const over =
    `H${right - bend}Q${right} ${y} ${right} ${y - bend}V${overY + bend}` +
    `Q${right} ${overY} ${right - bend} ${overY}H${theta.x + bend}` +
    `Q${theta.x} ${overY} ${theta.x} ${overY + bend}V${thetaTop}`;

  return {
    start: `M${theta.x} ${y}H${first.x}`,
    links: discs.slice(1).map((disc, i) => ({
      line: `M${discs[i].x} ${y}H${disc.x}`,
      arrow: `M${disc.x - disc.radius - 9 * unit} ${y - 5 * unit}l${7 * unit} ${5 * unit}l${-7 * unit} ${5 * unit}`,
    })),
    back: `M${last.x + last.radius} ${y}${over}`,
    arrow: `M${theta.x - 5 * unit} ${thetaTop - 6 * unit}l${5 * unit} ${7 * unit}l${5 * unit} ${-7 * unit}`,
    lap: `M${theta.x + theta.radius} ${y}${over}`,
    unit,
  };
}
