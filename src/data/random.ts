/** A seeded source of random numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number;
  /** Uniform integer in [0, n). */
  integer(n: number): number;
  /** Normal with mean 0 and the given standard deviation. */
  normal(deviation?: number): number;
}

/** Mixes seeds (a run's, an iteration's, a purpose's) into one 32-bit seed (MurmurHash3's finaliser). */
export function mixSeeds(...seeds: number[]): number {
  let hash = 0x9e3779b9;
  for (const seed of seeds) {
    hash ^= seed >>> 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** Chris Doty-Humphrey's sfc32 (PractRand), seeded through `mixSeeds`. */
export function createRandom(...seeds: number[]): Random {
  let a = mixSeeds(...seeds, 1);
  let b = mixSeeds(...seeds, 2);
  let c = mixSeeds(...seeds, 3);
  let counter = 1;
  let spare: number | null = null;

  function next(): number {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  }
  for (let i = 0; i < 12; i++) next();

  return {
    next,
    uniform: (low, high) => low + (high - low) * next(),
    integer: (n) => Math.floor(n * next()),
    normal(deviation = 1) {
      // Box-Muller gives two at a time.
      if (spare !== null) {
        const value = spare * deviation;
        spare = null;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      const angle = 2 * Math.PI * next();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle) * deviation;
    },
  };
}
