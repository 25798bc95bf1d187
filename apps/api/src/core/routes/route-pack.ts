import { CHECKSUM_BYTES, DamagedDistribution } from '../latency/bytes';
import { checksumOf } from '../latency/checksum';
import type { RouteTally } from './route-tally';

const VERSION = 1;
const LENGTH_AT = 1;
const HEAD_AT = 5;

interface Head {
  grouped: number;
  places: [
    route: string,
    method: string,
    status: number | null,
    requests: number,
    errors: number,
    length: number,
  ][];
}

/**
 * All places of a tally in one row: a table of contents, its checksum, and the encoded durations (which have their
 * own). Equal tallies give equal bytes. One row instead of hundreds: it is written with one look into an index.
 */
export function packRoutes(tally: RouteTally): Buffer {
  const durations: Buffer[] = [];
  const head: Head = { grouped: tally.grouped, places: [] };
  for (const { route, method, status, requests, errors, distribution } of tally.counts()) {
    const bytes = distribution.encode();
    durations.push(bytes);
    head.places.push([route, method, status, requests, errors, bytes.length]);
  }
  const text = Buffer.from(JSON.stringify(head));
  const start = Buffer.alloc(HEAD_AT);
  start.writeUInt8(VERSION);
  start.writeUInt32BE(text.length, LENGTH_AT);
  const sum = Buffer.alloc(CHECKSUM_BYTES);
  sum.writeUInt32BE(checksumOf(text));
  return Buffer.concat([start, text, sum, ...durations]);
}

/** Adds what was packed. @throws DamagedDistribution for bytes that `packRoutes` does not write, and adds nothing. */
export function addPacked(tally: RouteTally, bytes: Buffer): void {
  const { head, bodyAt } = readHead(bytes);
  let at = bodyAt;
  for (const [route, method, status, requests, errors, length] of head.places) {
    tally.add({ route, method, status, requests, errors }, bytes.subarray(at, (at += length)));
  }
  tally.grouped = Math.max(tally.grouped, head.grouped);
}

function readHead(bytes: Buffer): { head: Head; bodyAt: number } {
  if (bytes.length < HEAD_AT + CHECKSUM_BYTES || bytes[0] !== VERSION)
    throw new DamagedDistribution('the version of its routes is not known');
  const end = HEAD_AT + bytes.readUInt32BE(LENGTH_AT);
  if (end + CHECKSUM_BYTES > bytes.length) throw new DamagedDistribution('its routes end too early');
  const text = bytes.subarray(HEAD_AT, end);
  if (checksumOf(text) !== bytes.readUInt32BE(end))
    throw new DamagedDistribution('the checksum of its routes does not match');
  return { head: JSON.parse(text.toString()) as Head, bodyAt: end + CHECKSUM_BYTES };
}
