import { buildHarness } from '../../src/cli/build.ts';
import { buildStates } from './ui/build.ts';

/** Builds, once for all tests, what they open beside the page itself; what is fresh is kept. */
export default async function setUp(): Promise<void> {
  await Promise.all([buildStates(), buildHarness()]);
}
