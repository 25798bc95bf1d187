import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import protobuf from 'protobufjs/minimal.js';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { otlpJson, type PointOptions, post } from './otlp-payload';
import { telemetryApp } from './telemetry-app';

let database: TestDatabase;
let app: NestFastifyApplication;
beforeAll(async () => {
  database = await createTestDatabase();
  app = await telemetryApp(database.url);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const JSON_TYPE = { 'content-type': 'application/json' };
const PROTOBUF_TYPE = { 'content-type': 'application/x-protobuf' };
const GZIP = { 'content-encoding': 'gzip' };

function statusOf(bytes: Buffer): { code: number; message: string } {
  const reader = protobuf.Reader.create(bytes);
  reader.uint32();
  const code = reader.int32();
  reader.uint32();
  return { code, message: reader.string() };
}

const stored = async () => {
  const [row] = await database.dataSource.query('SELECT count(*)::int AS n FROM metric_points');
  return (row as { n: number }).n;
};

describe('a body that cannot be read', () => {
  const deep = `{"ignored":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  it.each<[string, Buffer | string, Record<string, string>, number]>([
    ['no JSON', '{"resourceMetrics":', JSON_TYPE, 400],
    ['no object', '[]', JSON_TYPE, 400],
    ['an empty body', '', JSON_TYPE, 400],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), JSON_TYPE, 400],
    ['100,000 nested lists', deep, JSON_TYPE, 400],
    ['a million objects', `{"a":[${'{},'.repeat(1_000_001)}1]}`, JSON_TYPE, 413],
    ['more than 4 MiB', Buffer.alloc(4 * 1024 * 1024 + 1, 32), JSON_TYPE, 413],
    ['a damaged gzip', Buffer.from('no gzip at all'), { ...JSON_TYPE, ...GZIP }, 400],
    [
      '65 MiB of blanks in gzip',
      gzipSync(Buffer.alloc(65 * 1024 * 1024, 32)),
      { ...JSON_TYPE, ...GZIP },
      413,
    ],
    ['an unknown encoding', '{}', { ...JSON_TYPE, 'content-encoding': 'br' }, 415],
    ['an unknown type', 'hello', { 'content-type': 'text/plain' }, 415],
  ])('%s: a Status in JSON', async (_name, body, headers, status) => {
    const answer = await post(app, body, headers);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'application/json']);
    expect(answer.json()).toEqual({ code: 3, message: expect.any(String) });
  });

  it.each<[string, Buffer, number]>([
    ['random bytes', Buffer.from('this is not protobuf'), 400],
    ['a message that ends early', Buffer.from([0x0a, 0x20, 0x0a, 0x05]), 400],
    ['field number 0', Buffer.from([0x02, 0x00]), 400],
    ['nested groups', Buffer.alloc(200_000, 0x0b), 400],
    ['a million empty resources', Buffer.alloc(2_000_000).fill(Buffer.from([0x0a, 0x00])), 413],
  ])('%s: a Status in protobuf', async (_name, body, status) => {
    const answer = await post(app, body, PROTOBUF_TYPE);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'application/x-protobuf']);
    expect(statusOf(answer.rawPayload)).toEqual({ code: 3, message: expect.any(String) });
  });

  it('stores nothing of it and no other route takes its inner content type', async () => {
    expect(await stored()).toBe(0);
    const other = await app.inject({
      method: 'PUT',
      url: '/api/nowhere',
      payload: 'x',
      headers: { 'content-type': 'application/x.watchroom-otlp' },
    });
    expect([404, 415]).toContain(other.statusCode);
  });
});

describe('a point that cannot be counted', () => {
  const atMs = Date.now() - 60_000;
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`key${i}`, 'x']));
  const hour = 3_600_000;
  it.each<[string, Partial<PointOptions>, string]>([
    ['NaN as sum', { more: { sum: 'NaN' } }, 'sum'],
    ['a negative sum', { more: { sum: -1 } }, 'sum'],
    ['a negative count', { more: { count: '-1' } }, 'count'],
    ['an absurd count', { more: { count: '18446744073709551615' } }, 'count'],
    ['a count beside its buckets', { more: { count: 7 } }, 'sum of the bucket counts'],
    ['a negative bucket', { counts: [-1, 2, 0, 0, 0] }, 'bucket count'],
    ['a bucket too few', { counts: [1, 2] }, 'bucket_counts'],
    ['bounds that fall', { more: { explicitBounds: [1, 2, 2, 3] } }, 'explicit_bounds'],
    ['NaN as bound', { more: { explicitBounds: ['NaN', 2, 4, 5] } }, 'explicit_bounds'],
    ['a negative minimum', { more: { min: -0.5 } }, 'min'],
    ['a maximum below the minimum', { more: { min: 5, max: 1 } }, 'max'],
    ['200 attributes', { attributes: many }, 'attributes'],
    ['no time', { more: { timeUnixNano: '0' } }, 'time_unix_nano'],
    ['a time no number', { more: { timeUnixNano: 'yesterday' } }, 'time_unix_nano'],
    ['more than 48 hours ago', { atMs: atMs - 48 * hour }, '48 hours'],
    ['an hour ahead', { atMs: atMs + hour }, 'future'],
    ['a start after its end', { startMs: atMs + 1000 }, 'start_time_unix_nano'],
    ['a name of 65 characters', { service: 'x'.repeat(65) }, 'service.name'],
    ['a name with a line break', { service: 'shop\nevil' }, 'service.name'],
    ["Watchroom's own name", { service: 'watchroom-api' }, 'service.name'],
  ])('%s: refused alone, with the reason', async (name, options, reason) => {
    const before = await stored();
    const fine = { atMs, counts: [1, 0, 0, 0, 0], attributes: { name } };
    const answer = await post(app, otlpJson({ ...fine, attributes: {}, instance: name, ...options }, fine));
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      partialSuccess: { rejectedDataPoints: '1', errorMessage: expect.stringContaining(reason) },
    });
    expect(await stored()).toBe(before + 1);
  });

  it('is none as long as it is not older than 48 hours: a late report is taken', async () => {
    const before = await stored();
    const late = { atMs: atMs - 47.9 * hour, counts: [1, 0, 0, 0, 0], attributes: { name: 'late' } };
    expect((await post(app, otlpJson(late))).json()).toEqual({});
    expect(await stored()).toBe(before + 1);
  });

  it.each<[string, Record<string, unknown>]>([
    ['scale 99', { scale: 99 }],
    ['a bucket beyond any duration', { positive: { offset: 2_000_000_000, bucketCounts: ['1'] } }],
    ['a bucket below zero', { negative: { offset: 0, bucketCounts: ['1'] } }],
    ['a negative threshold', { zeroThreshold: -1 }],
    ['3,000 buckets', { positive: { offset: 0, bucketCounts: Array.from({ length: 3000 }, () => 1) } }],
  ])('exponential with %s', async (_name, more) => {
    const body = otlpJson({ atMs, counts: [1, 0, 0, 0, 0] });
    const [metric] = body.resourceMetrics[0]!.scopeMetrics[0]!.metrics as unknown as Record<
      string,
      unknown
    >[];
    const { histogram } = metric as { histogram: { dataPoints: object[] } };
    delete metric!.histogram;
    const point = { scale: 3, positive: { offset: 1, bucketCounts: ['1'] }, ...more };
    metric!.exponentialHistogram = { ...histogram, dataPoints: [{ ...histogram.dataPoints[0], ...point }] };
    const answer = await post(app, body);
    expect(answer.json()).toMatchObject({ partialSuccess: { rejectedDataPoints: '1' } });
  });
});

describe('what is not asked for', () => {
  it('is accepted and ignored', async () => {
    const before = await stored();
    const body = otlpJson({ atMs: Date.now(), counts: [1, 0, 0, 0, 0] }) as unknown as {
      resourceMetrics: { scopeMetrics: { metrics: { name: string }[] }[] }[];
    };
    body.resourceMetrics[0]!.scopeMetrics[0]!.metrics[0]!.name = 'http.client.request.duration';
    const answer = await post(app, { ...body, unknownField: { deep: [1] } });
    expect([answer.statusCode, answer.json(), await stored()]).toEqual([200, {}, before]);
  });

  it('is never stored: addresses, agents and ids', async () => {
    const attributes = { 'url.full': 'https://secret.test/jane', 'user_agent.original': 'Jane’s browser' };
    await post(
      app,
      otlpJson({ atMs: Date.now(), counts: [1, 0, 0, 0, 0], attributes, instance: 'pod-of-jane' }),
    );
    const rows = await database.dataSource.query('SELECT * FROM metric_series');
    expect(JSON.stringify(rows)).not.toMatch(/jane/i);
  });
});
