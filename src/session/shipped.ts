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

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const perAnswerer = { learnt: share, random: share, nearest: share };
const measuredSchema = v.object({
  tasks: v.number(),
  queryAccuracy: v.pipe(v.array(share), v.minLength(1)),
  ci95: v.pipe(v.array(share), v.minLength(1)),
  drawn: v.optional(v.object({ ...perAnswerer, ci95: v.object(perAnswerer) })),
});
const runSchema = v.object({ measured: v.optional(measuredSchema) });

/**
 * What a network reaches on meta-test episodes, `[step 0..S]`, and on single drawings beside the random start
 * and the nearest neighbour: shares, and half-widths of their 95 % intervals.
 */
export type Measured = v.InferOutput<typeof measuredSchema>;

export interface ShippedNetwork {
  checkpoint: Checkpoint;
  /** Null where the file beside it tells of no measurement. */
  measured: Measured | null;
}

/** Where shipped networks come from. */
export type ShippedSource = (name: ShippedName) => Promise<ShippedNetwork>;

async function fetchFile(address: URL): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status} ${response.statusText}`);
  return response;
}

/**
 * Fetches shipped networks, each once.
 *
 * @param base the page's address: they lie in `checkpoints/` beside it, whatever folder it is served from
 */
export function shippedFrom(base: string): ShippedSource {
  const fetched = new Map<ShippedName, Promise<ShippedNetwork>>();

  async function load(name: ShippedName): Promise<ShippedNetwork> {
    const [weights, run] = await Promise.all(
      ['safetensors', 'run.json'].map((kind) => fetchFile(new URL(`checkpoints/${name}.${kind}`, base))),
    );
    const checkpoint = decodeCheckpoint(new Uint8Array(await weights.arrayBuffer()));
    return { checkpoint, measured: v.parse(runSchema, await run.json()).measured ?? null };
  }

  return (name) => {
    const known = fetched.get(name);
    if (known !== undefined) return known;
    const network = load(name);
    fetched.set(name, network);
    // What failed is tried again when it is wanted again.
    network.catch(() => fetched.delete(name));
    return network;
  };
}
