import type { RunSettings } from '#maml';

/** A file for a person to keep. */
export interface ExportFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * What a run's files are called, without the ending: its settings and its iteration, as in
 * `maml-5way-1shot-pooled16-5steps-alpha0.1-beta0.002-seed1-iteration1240`.
 */
export function runName(settings: RunSettings, iteration: number): string {
  const { algorithm, ways, shots, network, filters, steps, innerLr, outerLr, seed } = settings;
  const parts = [
    algorithm,
    `${ways}way`,
    `${shots}shot`,
    `${network}${filters}`,
    `${steps}step${steps > 1 ? 's' : ''}`,
  ];
  return [...parts, `alpha${innerLr}`, `beta${outerLr}`, `seed${seed}`, `iteration${iteration}`].join('-');
}

/** A text as a file's bytes. */
export function textBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
