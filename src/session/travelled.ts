import type { NetworkName, RunSettings } from '#maml';
import { type CheckpointRemarks, type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { MissingSettingsError } from './checkpoint-settings.ts';
import { type SettingKey, toOptions } from './settings.ts';
import type { NetworkShape } from './torch-layout.ts';

/** Weights whose file does not say how they adapt: what its shapes tell, and what a person must say. */
export interface AskedWeights {
  kind: 'weights-settings';
  file: File;
  shape: NetworkShape;
  missing: readonly SettingKey[];
}

/** What is to be said of a file that has been through other programs, now that it is open. */
export interface RemarkedWeights {
  kind: 'weights-remarks';
  file: string;
  network: NetworkName;
  remarks: CheckpointRemarks;
}

/**
 * Opens a person's checkpoint.
 *
 * @param given what the person has said the file lacks
 * @returns the question to ask instead, where more must be said
 * @throws CheckpointError where it is none
 */
export async function openWeights(
  file: File,
  given: Partial<RunSettings> = {},
): Promise<OpenedCheckpoint | AskedWeights> {
  try {
    return openCheckpoint(new Uint8Array(await file.arrayBuffer()), toOptions(given));
  } catch (error) {
    if (!(error instanceof MissingSettingsError)) throw error;
    const { shape, missing } = error;
    return { kind: 'weights-settings', file, shape, missing };
  }
}

/** The remarks on a file, or null where there are none. */
export function remarksOn(file: File, { checkpoint, remarks }: OpenedCheckpoint): RemarkedWeights | null {
  const { tensors, settings, alternatives, isUncounted } = remarks;
  const isNothing = tensors.length + settings.length + alternatives.length === 0 && !isUncounted;
  if (isNothing) return null;
  return { kind: 'weights-remarks', file: file.name, network: checkpoint.settings.network, remarks };
}
