import { type BackendName, type Device, openDevice } from '#maml';
import { messageOf } from '#workers';
import { checkGoldenCase, type GoldenResult } from './golden.ts';

let device: Device | null = null;

/** Opens `name` for what follows; false where this build or machine has none. */
export async function useBackend(name: BackendName): Promise<boolean> {
  device?.dispose();
  device = await openDevice(name);
  return device.report.backend === name;
}

/** Checks one golden file's content on the backend in use, or says why it cannot be checked. */
export async function checkGolden(
  json: unknown,
): Promise<{ results: GoldenResult[] } | { uncheckable: string }> {
  if (device === null) throw new Error('No backend is in use.');
  try {
    return { results: await checkGoldenCase(device, json) };
  } catch (error) {
    return { uncheckable: messageOf(error) };
  }
}
