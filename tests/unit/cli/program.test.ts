import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FULL = '/dev/full';

test.skipIf(!existsSync(FULL))(
  'stdout that cannot be written is one line and exit code 1',
  { timeout: 60_000 },
  () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'src/cli/train.ts', '--help'],
      {
        cwd: ROOT,
        stdio: ['ignore', openSync(FULL, 'w'), 'pipe'],
        encoding: 'utf8',
      },
    );
    expect(stderr).toBe('stdout cannot be written (ENOSPC).\n');
    expect(status).toBe(1);
  },
);
