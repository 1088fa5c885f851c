/** Distance of two neighbouring slider positions, in decades: 1, 1.1, 1.3, 1.4, 1.6, 1.8, 2, ... */
export const DECADE_STEP = 0.05;

/** The slider's position for a rate: its decimal logarithm, on the slider's own grid. */
export function positionOf(rate: number): number {
  return Number((Math.round(Math.log10(rate) / DECADE_STEP) * DECADE_STEP).toFixed(2));
}

/** The rate at a slider's position, in two significant figures. */
export function rateAt(position: number): number {
  return Number((10 ** position).toPrecision(2));
}

/** Where a rate lies between two others, 0..1, on a logarithmic scale. */
export function shareOf(rate: number, min: number, max: number): number {
  return Math.log10(rate / min) / Math.log10(max / min);
}
