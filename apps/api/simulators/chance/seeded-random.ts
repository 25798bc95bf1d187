import { createHash } from 'node:crypto';

/** A source of numbers in [0, 1). */
export type Random = () => number;

/** The same names always give the same sequence (sfc32 by Chris Doty-Humphrey, seeded with SHA-256). */
export function seededRandom(...names: (string | number)[]): Random {
  const seed = createHash('sha256').update(names.join('/')).digest();
  let a = seed.readUInt32LE(0) | 0;
  let b = seed.readUInt32LE(4) | 0;
  let c = seed.readUInt32LE(8) | 0;
  let counter = seed.readUInt32LE(12) | 0;
  return () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
}

/** A UUID of version 4 out of the given numbers. */
export function uuidFrom(random: Random): string {
  const bytes = Buffer.alloc(16);
  for (let i = 0; i < 16; i += 4) bytes.writeUInt32LE(Math.floor(random() * 2 ** 32), i);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Standard normal deviate (Box and Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Lognormal value with the given median; `spread` is the standard deviation of its natural logarithm. */
export function lognormal(random: Random, median: number, spread: number): number {
  return median * Math.exp(spread * normal(random));
}

/** How many events fall into a span that has `mean` of them on average (Knuth; normal beyond 60). */
export function poisson(random: Random, mean: number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let events = 0;
  for (let product = random(); product > limit; product *= random()) events++;
  return events;
}

interface Weighted {
  entries: [string, number][];
  sum: number;
}

/** The same weights are picked from thousands of times. */
const known = new WeakMap<object, Weighted>();

function weightedBy(weights: Readonly<Record<string, number>>): Weighted {
  const before = known.get(weights);
  if (before !== undefined) return before;
  const entries = Object.entries(weights);
  const weighted = { entries, sum: entries.reduce((sum, [, weight]) => sum + weight, 0) };
  known.set(weights, weighted);
  return weighted;
}

/** One of the keys, as often as its weight says. */
export function pick<K extends string>(random: Random, weights: Readonly<Record<K, number>>): K {
  const { entries, sum } = weightedBy(weights);
  let rest = random() * sum;
  for (const [key, weight] of entries) if ((rest -= weight) < 0) return key as K;
  return entries.at(-1)![0] as K;
}
