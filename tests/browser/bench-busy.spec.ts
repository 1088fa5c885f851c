import { type ChildProcess, spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { runProgram } from './support/program.ts';
import { expect, test } from './support/test.ts';
import { TINY } from './support/tiny-workload.ts';

test('bench refuses to judge while other programs take the processor', async () => {
  const others: ChildProcess[] = cpus().map(() => spawn(process.execPath, ['-e', 'for (;;);']));
  try {
    const { code, stdout, stderr } = await runProgram('bench', TINY);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^This machine is too busy to judge: other programs take \d+ % of the processor\..*\n$/,
    );
  } finally {
    for (const other of others) other.kill('SIGKILL');
  }
});
