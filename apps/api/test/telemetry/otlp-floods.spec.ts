import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HostileRoom } from './hostile-room';
import {
  bytesOf,
  nested,
  otlpBytes,
  resourceOf,
  type WirePoint,
  within,
  writeAttributes,
  writeMetric,
} from './otlp-bytes';
import { otlpJson } from './otlp-payload';

let room: HostileRoom;
let before: number;
beforeAll(async () => {
  room = await HostileRoom.open();
});
afterAll(() => room.close());
beforeEach(async () => {
  before = await room.stored();
});
afterEach(() => room.expectOpen());

const MILLION = 1_000_000;
const GZIP = { 'content-encoding': 'gzip' };
const atMs = Date.now() - 60_000;
const point: WirePoint = { atMs, explicit: { bounds: [1], counts: [1n, 0n] } };
const metric = (points: readonly WirePoint[], resource = resourceOf('flood')) =>
  otlpBytes({ resource, points });
const keys = (count: number) => Array.from({ length: count }, (_, i): [string, number] => [`k${i}`, i]);

/** The JSON of one point whose list of this name is `repeated`, without ever being a list here. */
function jsonWith(name: 'attributes' | 'dataPoints' | 'bucketCounts', one: string, count: number): string {
  const json = JSON.stringify(otlpJson({ atMs, counts: [1, 0, 0, 0, 0] }));
  const start = json.lastIndexOf(`"${name}":[`) + name.length + 4;
  return `${json.slice(0, start)}${`${one},`.repeat(count)}${json.slice(start)}`;
}

describe('a flood within one export: refused as a whole, nothing of it stored', () => {
  it.each<[string, () => Buffer, string]>([
    ['a million attributes on one point', () => metric([{ ...point, attributes: keys(MILLION) }]), 'parts'],
    ['a million resource attributes', () => metric([point], keys(MILLION)), 'parts'],
    ['a million points', () => empty(MILLION), 'points'],
    ['ten million bucket counts', () => counts(10 * MILLION), 'numbers'],
    ['a point list that is declared five million times', () => declared(5 * MILLION), 'parts'],
    ['a value that is written five million times', () => written(5 * MILLION), 'fields'],
    ['many points with full lists', () => metric(Array.from({ length: 3_000 }, () => full)), 'numbers'],
  ])('%s, in protobuf', async (_name, make, of) => {
    const body = make();
    const refused = { status: 413, rejected: 0, message: expect.stringContaining(of) };
    expect(await room.sendBytes(gzipSync(body), GZIP)).toEqual(refused);
    const plain = await room.sendBytes(body);
    expect(plain).toEqual({ ...refused, message: expect.any(String) }); // the body itself may be too large
    expect(await room.stored()).toBe(before);
  });

  it.each<[string, () => string, string]>([
    ['a million attributes on one point', () => jsonWith('attributes', '{"key":"k"}', MILLION), 'objects'],
    ['a million points', () => jsonWith('dataPoints', '{}', MILLION), 'objects'],
    ['ten million bucket counts', () => jsonWith('bucketCounts', '0', 10 * MILLION), 'values'],
    ['three million names', () => `{"a":{${names(3 * MILLION)}}}`, 'values'],
  ])('%s, in JSON', async (_name, make, of) => {
    const body = make();
    const refused = { status: 413, rejected: 0, message: expect.stringContaining(of) };
    expect(await room.sendJson(gzipSync(body), { ...GZIP })).toEqual(refused);
    expect(await room.sendJson(body)).toEqual({ ...refused, message: expect.any(String) });
    expect(await room.stored()).toBe(before);
  });
});

describe('what is too much for one point only: refused alone', () => {
  it.each<[string, () => Buffer, string]>([
    ['150,000 attributes', () => metric([{ ...point, attributes: keys(150_000) }]), '128 attributes'],
    [
      'a resource of 150,000 attributes',
      () => metric([point], resourceOf('f', keys(150_000))),
      '128 resource',
    ],
    ['a resource of 3 MB', () => metric([point], resourceOf('f', [['k', 'x'.repeat(3e6)]])), 'resource'],
    ['a scope of 3 MB', () => otlpBytes({ scope: 'x'.repeat(3e6), points: [point] }), 'scope'],
    ['20,000 buckets', () => metric([{ ...full, explicit: { bounds: [], counts: ones(20_000) } }]), '2000'],
  ])('%s', async (_name, make, reason) => {
    const told = await room.sendBytes(make());
    expect(told).toEqual({ status: 200, rejected: 1, message: expect.stringContaining(reason) });
    expect(await room.stored()).toBe(before);
  });

  it('a resource that thousands of metrics have in common, each with a temporality of its own', async () => {
    const resource = resourceOf('f', [['k', 'x'.repeat(16_000)]]);
    const body = bytesOf((writer) =>
      within(writer, 1, (metrics) => {
        within(metrics, 1, (inner) => writeAttributes(inner, 1, resource));
        within(metrics, 2, (scope) => {
          for (let i = 0; i < 30_000; i++)
            within(scope, 2, (inner) => {
              writeMetric(inner, { points: [point] });
              within(inner, 9, (data) => data.uint32(2 << 3).int32(3 + i));
            });
        });
      }),
    );
    const told = await room.sendBytes(gzipSync(body), GZIP);
    expect(told).toEqual({ status: 200, rejected: 30_000, message: expect.stringContaining('temporality') });
    expect(await room.stored()).toBe(before);
  });

  it('a large resource that thousands of metrics have in common', async () => {
    const body = bytesOf((writer) =>
      within(writer, 1, (metrics) => {
        within(metrics, 1, (resource) =>
          within(resource, 1, (pair) =>
            pair
              .uint32(10)
              .string('k')
              .uint32(18)
              .bytes(anyText('x'.repeat(2e6))),
          ),
        );
        within(metrics, 2, (scope) => {
          for (let i = 0; i < 30_000; i++)
            within(scope, 2, (inner) => writeMetric(inner, { points: [{ atMs, explicit: undefined }] }));
        });
      }),
    );
    const told = await room.sendBytes(gzipSync(body), GZIP);
    expect(told).toEqual({ status: 200, rejected: 30_000, message: expect.stringContaining('resource') });
    expect(await room.stored()).toBe(before);
  });
});

describe('what is much, but fine', () => {
  it('an attribute of 100,000 lists within each other', async () => {
    const told = await room.sendBytes(metric([{ ...point, attributes: [['deep', nested(100_000)]] }]));
    expect(told).toEqual({ status: 200, rejected: 0, message: '' });
    expect(await room.stored()).toBe(before + 1);
  });

  it('20,000 points of as many series', async () => {
    const points = Array.from({ length: 20_000 }, (_, i) => ({
      ...point,
      attributes: [['route', i]] as const,
    }));
    const told = await room.sendBytes(metric(points, resourceOf('wide')));
    expect(told).toEqual({ status: 200, rejected: 0, message: '' });
    expect(await room.stored()).toBe(before + 5_001); // series beyond the limit are counted together
  });
});

const ones = (length: number): bigint[] => Array.from({ length }, () => 1n);
const zeros = (length: number): bigint[] => Array.from({ length }, () => 0n);
const full: WirePoint = { atMs, explicit: { bounds: [], counts: zeros(2_000) } };
const anyText = (text: string): Uint8Array => bytesOf((value) => value.uint32(10).string(text));
const names = (count: number): string => `${'"a":0,'.repeat(count)}"b":0`;

/** Points of two bytes each. */
function empty(count: number): Buffer {
  return aroundPoints(Buffer.alloc(count * 2).fill(Buffer.from([0x0a, 0x00])));
}

/** One exponential point whose list of counts holds nothing but zeros. */
function counts(count: number): Buffer {
  const list = bytesOf((buckets) => buckets.uint32(18).bytes(Buffer.alloc(count)));
  return aroundPoints(
    bytesOf((data) => within(data, 1, (inner) => inner.uint32(66).bytes(list))),
    10,
  );
}

/** One metric that says again and again that an empty list of points follows. */
const declared = (count: number): Buffer =>
  bytesOf((writer) =>
    within(writer, 1, (metrics) =>
      within(metrics, 2, (scope) =>
        within(scope, 2, (inner) => {
          inner.uint32(10).string('http.server.request.duration');
          for (let i = 0; i < count; i++) inner.uint32((9 << 3) | 2).uint32(0);
        }),
      ),
    ),
  );

/** One attribute whose value is an empty list, again and again: the last one holds. */
const written = (count: number): Buffer => metric([point], resourceOf('flood', [['k', lists(count)]]));
const lists = (count: number) => (value: { uint32(n: number): unknown }) => {
  for (let i = 0; i < count; i++) void (value.uint32((5 << 3) | 2), value.uint32(0));
};

const aroundPoints = (points: Buffer, kind: 9 | 10 = 9): Buffer =>
  bytesOf((writer) =>
    within(writer, 1, (metrics) =>
      within(metrics, 2, (scope) =>
        within(scope, 2, (inner) =>
          inner
            .uint32(10)
            .string('http.server.request.duration')
            .uint32((kind << 3) | 2)
            .bytes(points),
        ),
      ),
    ),
  );
