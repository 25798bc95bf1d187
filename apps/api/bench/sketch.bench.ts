import { Distribution } from '../src/core/latency/distribution';
import { figure, printTable, quantile } from './table';

const RECORDS = 400_000;
const ROUNDS = 9;
const MERGES = 2_000;
/** Requests of a quiet, a typical and a busy minute. */
const MINUTES = [100, 1_000, 10_000, 100_000];
const TYPICAL = 1_000;

/** The latency sketch beside what one would write without it, measured in the same run. Needs no database. */
export async function benchSketch(): Promise<void> {
  const values = latencies(RECORDS);
  recordsBeside(values);
  mergesBeside(values);
  printTable('Bytes of one encoded minute', [
    ['requests', 'buckets used', 'sketch', 'values as they are', 'ratio'],
    ...MINUTES.map((requests) => sizes(latencies(requests))),
  ]);
}

function recordsBeside(values: Float64Array): void {
  const sketch = () => {
    const distribution = new Distribution();
    for (const value of values) distribution.record(value);
    return distribution.count;
  };
  const map = () => mapOf(values).size;
  const list = () => {
    const all: number[] = [];
    for (const value of values) all.push(value);
    return Float64Array.from(all).sort().length;
  };
  const [own, counter, sorted] = perItem([sketch, map, list], values.length);
  printTable(`Recording ${figure(values.length)} latencies`, [
    ['what', 'ns a value', 'ratio'],
    ['sketch', figure(own! * 1e6), '1'],
    ['Map of whole ms', figure(counter! * 1e6), figure(counter! / own!)],
    ['list, sorted at the end', figure(sorted! * 1e6), figure(sorted! / own!)],
  ]);
}

function mergesBeside(values: Float64Array): void {
  const minutes = [0, 1].map((half) => values.subarray(half * TYPICAL, (half + 1) * TYPICAL));
  const [a, b] = minutes.map(sketchOf) as [Distribution, Distribution];
  const [mapA, mapB] = minutes.map(mapOf) as [Map<number, number>, Map<number, number>];
  const bytes = b.encode();
  const into = a.copy();
  const target = new Map(mapA);
  const repeat = (work: () => unknown) => () => {
    for (let i = 0; i < MERGES; i++) work();
    return 0;
  };
  const names = [
    'sketch: merge a minute',
    'Map: merge a minute',
    'lists: join and sort',
    'sketch: encode',
    'sketch: decode',
    'sketch: p95',
  ];
  const took = perItem(
    [
      repeat(() => into.merge(b)),
      repeat(() => addTo(target, mapB)),
      repeat(() => joined(minutes as [Float64Array, Float64Array])),
      repeat(() => b.encode()),
      repeat(() => Distribution.decode(bytes)),
      repeat(() => a.quantile(0.95)),
    ],
    MERGES,
  );
  printTable(`One minute of ${figure(TYPICAL)} requests`, [
    ['what', 'µs', 'ratio to merge'],
    ...names.map((name, i) => [name, figure(took[i]! * 1000), figure(took[i]! / took[0]!)]),
  ]);
}

/** Median ms an item, the candidates by turns so that none has the warmer machine. */
function perItem(works: (() => number)[], items: number): number[] {
  const samples = works.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, work] of works.entries()) {
      const startedAt = performance.now();
      work();
      samples[i]!.push((performance.now() - startedAt) / items);
    }
  return samples.map((list) => quantile(list, 0.5) ?? NaN);
}

function sizes(values: Float64Array): string[] {
  const bytes = sketchOf(values).encode().length;
  const raw = values.length * Float64Array.BYTES_PER_ELEMENT;
  const buckets = new Set(values.map((value) => Math.floor(Math.log2(value) * 64))).size;
  return [figure(values.length), figure(buckets), figure(bytes), figure(raw), figure(raw / bytes)];
}

/** Lognormal around 40 ms, one in fifty ten times as slow: what an API with a slow dependency looks like. */
function latencies(count: number): Float64Array {
  return Float64Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
    return 40 * Math.exp(0.6 * normal) * (Math.random() < 0.02 ? 10 : 1);
  });
}

function sketchOf(values: Float64Array): Distribution {
  const distribution = new Distribution();
  for (const value of values) distribution.record(value);
  return distribution;
}

function mapOf(values: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) {
    const ms = Math.round(value);
    counts.set(ms, (counts.get(ms) ?? 0) + 1);
  }
  return counts;
}

function addTo(target: Map<number, number>, counts: Map<number, number>): void {
  for (const [ms, count] of counts) target.set(ms, (target.get(ms) ?? 0) + count);
}

function joined([a, b]: [Float64Array, Float64Array]): Float64Array {
  const all = new Float64Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all.sort();
}
