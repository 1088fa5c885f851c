import { type BackendName, selectBackend } from '#maml';
import { checkGoldenCase, type GoldenResult } from './golden.ts';

/** Makes `name` the engine's backend; false where this build or machine has none. */
export async function useBackend(name: BackendName): Promise<boolean> {
  const report = await selectBackend(name);
  return report.backend === name;
}

/** Checks one golden file's content on the backend in use, or says why it cannot be checked. */
export async function checkGolden(
  json: unknown,
): Promise<{ results: GoldenResult[] } | { uncheckable: string }> {
  try {
    return { results: await checkGoldenCase(json) };
  } catch (error) {
    return { uncheckable: error instanceof Error ? error.message : String(error) };
  }
}
