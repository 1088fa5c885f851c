import type { Profile } from '#maml';
import { amount } from '../format.ts';

/** Figures and a profile as plain text, its columns aligned with spaces. */
export function performanceText(
  figures: readonly (readonly [name: string, value: string])[],
  profile: Profile | null,
): string {
  const lines = figures.map(([name, value]) => `${name}: ${value}`);
  if (profile === null) return lines.join('\n');
  const table = [
    ['kernel', 'ms', 'calls', 'dispatches', 'bytes'],
    ...profile.kernels.map((kernel) => [
      kernel.name,
      amount(1000 * kernel.seconds),
      ...[kernel.calls, kernel.dispatches, kernel.bytes].map(String),
    ]),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const aligned = table.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
  );
  return [...lines, '', ...aligned].join('\n');
}
