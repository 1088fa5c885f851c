import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { inventAlphabets } from '#data';
import type { RunSettings } from '#maml';
import { pythonPeers } from '../../../src/cli/bench/python-peers.ts';
import { workloadsFrom } from '../../../src/cli/bench/workloads.ts';
import { checkOf } from '../../../src/cli/page/bench-check.ts';
import { findPython, PythonSession } from '../../pytorch.ts';

// What is timed beside the engine computes what the engine computes, and is refused where it does not.

const python = await findPython();
const session = python === null ? null : new PythonSession(python);
const folder = mkdtempSync(join(tmpdir(), 'maml-peers-'));
afterAll(() => {
  session?.close();
  rmSync(folder, { recursive: true });
});

const peers = fileURLToPath(new URL('../../../src/cli/bench/peers', import.meta.url));
const data = inventAlphabets({ alphabets: 2, charactersPerAlphabet: 8, drawers: 6 });
const small = { filters: '8', ways: '3', queries: '2', 'meta-batch': '2', steps: '2' };
const settingsOf = (name: string): RunSettings =>
  workloadsFrom([name], name === 'quick' ? { ...small, steps: '1' } : small)[0].settings;

test.skipIf(python === null)(
  "PyTorch's loop and vmap, and JAX where it is installed, find the engine's losses",
  // JAX compiles; .ci/run installs none.
  { timeout: 300_000 },
  async () => {
    const names = ['watch', 'quick', 'seed-4'];
    const tasks = await Promise.all(
      names.map(async (name) => ({
        settings: { ...settingsOf(name), threads: 1 },
        check: await checkOf(settingsOf(name), data, 'cpu'),
      })),
    );
    writeFileSync(join(folder, 'tasks.json'), JSON.stringify(tasks));
    const script = join(folder, 'differences.py');
    writeFileSync(
      script,
      `import importlib.util, json, sys
sys.path.insert(0, ${JSON.stringify(peers)})
import peer, torch_peer
ways = [(torch_peer.Peer, "loop"), (torch_peer.Peer, "vmap")]
if importlib.util.find_spec("jax"):
    import jax_peer
    ways.append((jax_peer.Peer, "jax"))
found = {}
for task in json.load(open("tasks.json")):
    for peer_of, way in ways:
        if way == "jax" and task["settings"]["steps"] > 1:
            continue  # compiling would take longer than all the rest
        settings = {**task["settings"], "way": way}
        _, difference, _ = peer.checked(peer_of, settings, task["check"], peer.Episodes(settings))
        found.setdefault(way, []).append(float(difference))
print(json.dumps(found))`,
    );
    const differences: Record<string, number[]> = JSON.parse((await session!.run(script)).stdout);
    expect(Object.keys(differences)).toEqual(expect.arrayContaining(['loop', 'vmap']));
    for (const each of Object.values(differences).flat()) expect(each).toBeLessThan(1e-4);
  },
);

test.skipIf(python === null)(
  'a program whose losses are not those of the engine is not timed',
  { timeout: 120_000 },
  async () => {
    const settings = settingsOf('quick');
    const check = await checkOf(settings, data, 'cpu');
    const found = { python: python!, torch: 'any', jax: null };
    const [contestant] = pythonPeers(found, { pytorch: true, peers: false }, async () => check);
    const peer = await contestant.start();
    try {
      // First order where the engine is exact shows in the second iteration's losses.
      const other = { ...settings, algorithm: 'fomaml' } as const;
      await expect(peer.open(other)).rejects.toThrow("differ from the engine's by");
    } finally {
      await peer.close();
    }
  },
);
