import type { BucketRun } from './bucket';
import { ByteReader, ByteWriter, DamagedDistribution } from './bytes';
import { ExplicitPart } from './explicit-part';
import type { ExponentialPart, ReadExponential } from './exponential-part';
import { COARSEST_SCALE, FINEST_SCALE } from './exponential-scale';
import type { Extent } from './extent';

const VERSION = 2;
/** The same without a checksum: rows that an earlier release has left. */
const UNSEALED_VERSION = 1;
/** A double has no magnitude beyond this many doublings. */
const MOST_DOUBLINGS = 1100;
const MOST_PARTS = 100_000;

/** The parts of a distribution; at most one exponential part a unit, one explicit part for the same bounds. */
export interface Parts<Exponential = ExponentialPart> {
  exponential: Exponential[];
  explicit: ExplicitPart[];
}

/** All readings share one piece of memory, one after the other: what was read is added up before the next. */
let scratch = { indices: new Int32Array(4096), counts: new Float64Array(4096) };

/** Occupied buckets only, as gap and count: about 1 kB for a busy minute. The same parts give the same bytes. */
export function encodeParts({ exponential, explicit }: Parts): Buffer {
  const writer = new ByteWriter();
  writer.byte(VERSION);
  writer.whole(exponential.length);
  for (const part of exponential.toSorted((a, b) => a.unitMs - b.unitMs)) writeExponential(writer, part);
  writer.whole(explicit.length);
  for (const part of explicit.toSorted((a, b) => (a.key < b.key ? -1 : 1))) writeExplicit(writer, part);
  return writer.sealed();
}

/**
 * What `encodeParts` wrote. The exponential parts are lent, see `BucketRun`; the explicit ones are the caller's own.
 * @throws DamagedDistribution for anything else
 */
export function readParts(bytes: Uint8Array): Parts<ReadExponential> {
  const reader = new ByteReader(bytes);
  const version = reader.byte();
  if (version === VERSION) reader.unseal();
  else if (version !== UNSEALED_VERSION) throw new DamagedDistribution('its version is not known');
  try {
    const exponential: ReadExponential[] = [];
    for (let left = reader.whole(2); left > 0; left--)
      exponential.push(readExponential(reader, exponential.at(-1)?.run.to ?? 0));
    const explicit: ExplicitPart[] = [];
    for (let left = reader.whole(MOST_PARTS); left > 0; left--) explicit.push(readExplicit(reader));
    if (!reader.isAtEnd) throw new DamagedDistribution('it goes on after its end');
    requireAscending(exponential.map((part) => part.unitMs));
    requireAscending(explicit.map((part) => part.key));
    return { exponential, explicit };
  } catch (error) {
    if (error instanceof RangeError) throw new DamagedDistribution(error.message);
    throw error;
  }
}

function requireAscending(keys: readonly (number | string)[]): void {
  if (keys.some((key, i) => i > 0 && !(keys[i - 1]! < key)))
    throw new DamagedDistribution('its parts are out of order');
}

function requireSome(count: number): void {
  if (count === 0) throw new DamagedDistribution('it counts nothing');
}

function writeExponential(writer: ByteWriter, part: ExponentialPart): void {
  writer.byte(part.unitMs === 1 ? 0 : 1);
  writer.signed(part.scale);
  writeExtent(writer, part.extent);
  writer.whole(countable(part.zeroCount));
  if (part.zeroCount > 0) writer.real(part.zeroThreshold);
  writer.whole(part.occupiedBuckets);
  let next: number | null = null;
  part.eachOccupied((index, count) => {
    if (next === null) writer.signed(index);
    else writer.whole(index - next);
    writer.whole(countable(count));
    next = index + 1;
  });
}

function readExponential(reader: ByteReader, from: number): ReadExponential {
  const unitMs = reader.byte(1) === 0 ? 1 : 1000;
  const scale = reader.signed();
  if (scale < COARSEST_SCALE || scale > FINEST_SCALE) throw new DamagedDistribution('its scale is not known');
  const extent = readExtent(reader);
  const zeroCount = reader.whole();
  const zeroThreshold = zeroCount > 0 ? reader.real() : 0;
  const run = runOf(from, reader.countOfPairs());
  const count = reader.buckets(run, Math.max(MOST_DOUBLINGS * 2 ** scale, 2));
  requireSome(count + zeroCount);
  return { unitMs, scale, extent, zeroCount, zeroThreshold, run, count };
}

/** A run before `from` keeps the lists that it was given. */
function runOf(from: number, length: number): BucketRun {
  const to = from + length;
  if (to > scratch.indices.length)
    scratch = { indices: new Int32Array(to * 2), counts: new Float64Array(to * 2) };
  return { ...scratch, from, to };
}

function writeExplicit(writer: ByteWriter, part: ExplicitPart): void {
  writeExtent(writer, part.extent);
  writer.whole(part.bounds.length);
  for (const bound of part.bounds) writer.real(bound);
  for (const count of part.counts) writer.whole(countable(count));
}

/** Beyond 2^53 − 1 a bucket stays there: what was accepted must be readable, and no p95 minds. */
const countable = (count: number): number => Math.min(count, Number.MAX_SAFE_INTEGER);

function readExplicit(reader: ByteReader): ExplicitPart {
  const extent = readExtent(reader);
  const bounds = Array.from({ length: reader.whole(MOST_PARTS) }, () => reader.real());
  const part = new ExplicitPart(
    bounds,
    Array.from({ length: bounds.length + 1 }, () => reader.whole()),
  );
  part.extent = extent;
  requireSome(part.count);
  return part;
}

function writeExtent(writer: ByteWriter, extent: Extent): void {
  writer.byte(extent.attained ? 1 : 0);
  writer.real(extent.floor);
  writer.real(extent.ceiling);
}

function readExtent(reader: ByteReader): Extent {
  const attained = reader.byte(1) === 1;
  const [floor, ceiling] = [reader.real(), reader.real()];
  return { floor, ceiling, attained };
}
