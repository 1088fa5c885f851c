/** A share as a percentage with one decimal and no sign, as measurements are told: 0.9824 is "98.2". */
export function tenths(share: number): string {
  return (100 * share).toFixed(1);
}
