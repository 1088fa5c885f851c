import * as v from 'valibot';
import { type Checkpoint, decodeCheckpoint } from './checkpoint.ts';

/** The meta-trained networks that come with the page: `checkpoints/NAME.safetensors` and `NAME.run.json`. */
export const shippedNames = ['omniglot-5-way-1-shot', 'omniglot-20-way-1-shot'] as const;

export type ShippedName = (typeof shippedNames)[number];

/** Up to this many symbols, the network that learnt to tell five apart answers by default. */
const FEW_SYMBOLS = 5;

export function shippedFor(symbols: number): ShippedName {
  return symbols <= FEW_SYMBOLS ? 'omniglot-5-way-1-shot' : 'omniglot-20-way-1-shot';
}

export function isShipped(name: string): name is ShippedName {
  return shippedNames.some((known) => known === name);
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const perAnswerer = v.object({ learnt: share, random: share, nearest: share });
const measuredSchema = v.object({
  tasks: count,
  queryAccuracy: v.pipe(v.array(share), v.minLength(1)),
  ci95: v.pipe(v.array(share), v.minLength(1)),
  drawn: v.optional(v.object({ tasks: count, ...perAnswerer.entries, ci95: perAnswerer })),
});
const runSchema = v.object({
  settings: v.object({ ways: count, 'evaluate-steps': count }),
  measured: v.optional(measuredSchema),
});

/**
 * What a network reaches on meta-test episodes, `[step 0..S]`, and on single drawings beside the random start
 * and the nearest neighbour: shares, and half-widths of their 95 % intervals.
 */
export type Measured = v.InferOutput<typeof measuredSchema>;

/** What the file beside a shipped network tells of it. */
export interface ShippedFacts {
  /** Classes that it learnt to tell apart. */
  ways: number;
  /** Inner steps that it is measured, and used, with. */
  steps: number;
  /** Null where it has not been measured. */
  measured: Measured | null;
}

/** Where shipped networks come from; both reject where the file does not arrive or is not what it should be. */
export interface ShippedSource {
  facts(name: ShippedName): Promise<ShippedFacts>;
  network(name: ShippedName): Promise<Checkpoint>;
}

/** The same result for the same name; what failed is tried again when it is wanted again. */
function once<Result>(load: (name: ShippedName) => Promise<Result>): (name: ShippedName) => Promise<Result> {
  const loaded = new Map<ShippedName, Promise<Result>>();
  return (name) => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const result = load(name);
    loaded.set(name, result);
    result.catch(() => loaded.delete(name));
    return result;
  };
}

/**
 * Fetches shipped networks, each file once.
 *
 * @param base the page's address: they lie in `checkpoints/` beside it, whatever folder it is served from
 */
export function shippedFrom(base: string): ShippedSource {
  async function fetchFile(name: string): Promise<Response> {
    const address = new URL(`checkpoints/${name}`, base);
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address.pathname}: ${response.status} ${response.statusText}`);
    return response;
  }
  return {
    facts: once(async (name) => {
      const run = await fetchFile(`${name}.run.json`);
      const { settings, measured = null } = v.parse(runSchema, await run.json());
      return { ways: settings.ways, steps: settings['evaluate-steps'], measured };
    }),
    network: once(async (name) => {
      const file = await fetchFile(`${name}.safetensors`);
      return decodeCheckpoint(new Uint8Array(await file.arrayBuffer()));
    }),
  };
}
