import { type BackendName, selectBackend } from '#maml';
import { checkGoldenCase, type GoldenResult } from './golden.ts';

/** Makes `name` the engine's backend; false where this build or machine has none. */
export async function useBackend(name: BackendName): Promise<boolean> {
  const report = await selectBackend(name);
  return report.backend === name;
}

/** Checks one golden file's content on the backend in use; says so where it holds no case known here. */
export async function checkGolden(json: unknown): Promise<{ results: GoldenResult[] } | { unknown: string }> {
  try {
    return { results: await checkGoldenCase(json) };
  } catch (error) {
    if (error instanceof Error && error.name === 'UnknownCaseError') return { unknown: error.message };
    throw error;
  }
}
